package org.briefwire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesTest {
    @TempDir private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aFileAddsALanguageWithItsPlurals() throws Exception {
        write(
                "pl.properties",
                """
                mail.unsubscribe = Wypisz się
                mail.more = i jeszcze {0, plural, one{# wiadomość} few{# wiadomości} many{# wiadomości} other{# wiadomości}}
                """);
        var languages = Languages.at(folder);
        var polish = languages.in("pl-PL");
        assertThat(languages.tags()).contains("en", "hi", "pl");
        assertThat(polish.language()).isEqualTo("pl");
        assertThat(polish.text("mail.unsubscribe")).isEqualTo("Wypisz się");
        assertThat(polish.text("mail.more", 22)).isEqualTo("i jeszcze 22 wiadomości");
        assertThat(polish.weekday(DayOfWeek.MONDAY)).isEqualTo("poniedziałek");
        assertThat(languages.accepted("pl,en;q=0.5", "de").language()).isEqualTo("pl");
    }

    @Test
    void whatAFileLacksIsSaidInEnglishAndWarnedOf() throws Exception {
        write("pl.properties", "mail.unsubscribe = Wypisz się\nmail.unsubscribed = O nie\n");
        var languages = Languages.at(folder);
        assertThat(languages.in("pl").text("mail.more", 1)).isEqualTo("and one more briefing");
        assertThat(languages.warnings()).hasSize(2);
        assertThat(languages.warnings().getFirst())
                .isEqualTo(
                        folder.resolve("pl.properties") + ": no text is called mail.unsubscribed");
        assertThat(languages.warnings().getLast())
                .startsWith(folder.resolve("pl.properties") + " lacks ")
                .contains("mail.contents, mail.correction");
    }

    @Test
    void aFileChangesSomeTextsOfABuiltInLanguage() throws Exception {
        write("de.properties", "mail.unsubscribe = Austragen\n");
        write("de-AT.properties", "mail.unsubscribe = Abbestelln\n");
        var languages = Languages.at(folder);
        assertThat(languages.in("de").text("mail.unsubscribe")).isEqualTo("Austragen");
        assertThat(languages.in("de-CH").text("mail.unsubscribe")).isEqualTo("Austragen");
        assertThat(languages.in("de").text("mail.contents")).isEqualTo("In dieser Ausgabe");
        assertThat(languages.in("de-AT").text("mail.unsubscribe")).isEqualTo("Abbestelln");
        assertThat(languages.in("de-AT").text("mail.contents")).isEqualTo("In dieser Ausgabe");
    }

    @Test
    void traditionalChineseIsALanguageOfItsOwnWhenThereIsAFile() throws Exception {
        write("zh-Hant.properties", "mail.unsubscribe = 取消訂閱\n");
        var languages = Languages.at(folder);
        assertThat(languages.in("zh-TW").text("mail.unsubscribe")).isEqualTo("取消訂閱");
        assertThat(languages.in("zh-CN").text("mail.unsubscribe")).isEqualTo("退订");
    }

    @Test
    void aMissingFolderIsNoMatter() {
        assertThat(Languages.at(folder.resolve("none")).tags())
                .isEqualTo(Languages.builtIn().tags());
    }

    @Test
    void whatCantBeUsedIsAnErrorThatSaysWhere() throws Exception {
        write("pl.properties", "mail.more = i {0\n");
        assertThatThrownBy(() -> Languages.at(folder))
                .hasMessage(
                        folder.resolve("pl.properties")
                                + ": mail.more: ',' is missing, at character 5 of \"i {0\"");
        write("pl.properties", "mail.more = i {3}\n");
        assertThatThrownBy(() -> Languages.at(folder))
                .hasMessage(
                        folder.resolve("pl.properties")
                                + ": mail.more: {3} is never filled; the text may have [0]");
        Files.write(
                folder.resolve("pl.properties"),
                "web.home = Główna".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> Languages.at(folder)).hasMessageContaining("UTF-8");
        Files.delete(folder.resolve("pl.properties"));
        write("polish_file.properties", "");
        assertThatThrownBy(() -> Languages.at(folder))
                .hasMessageContaining(
                        "polish_file.properties: 'polish_file' is not a language tag");
    }
}
