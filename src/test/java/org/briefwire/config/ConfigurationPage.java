package org.briefwire.config;

import java.util.List;
import java.util.Locale;

/** docs/configuration.md, made from the keys that the reader enforces. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            # The config file

            `config/briefwire.yaml` of the working folder, or `--config FILE`. The shipped file is commented key by key; this page is
            made from the program (`mvn test -Dtest=ConfigurationPageTest -Dgolden.update=true`). `briefwire check` tells what is
            wrong, all of it at once, with file, line and path; an unknown key is an error.

            - **Paths** that are relative belong to the installation: `--home`, else `BRIEFWIRE_HOME`, else `home`, else the parent of
              the config file's folder. What Briefwire itself writes is in `data/` there.
            - **Secrets** stay outside: `${NAME}` is the environment, `${file:PATH}` a file's content without its last line break; one
              that is missing is an error. `$${` writes `${`. Within `{ }` put quotes around them.
            - **Durations** have a unit: `90s`, `15m`, `6h`, `2d`. **Sizes** too: `90KB`, `10MiB`. **Rates** are messages a second, a
              minute, an hour or a day: `100/s`, `600/m`, `5000/h`, `20000/d`. **Ids** have small letters, digits and `-`, and are for
              ever. **Languages** are BCP 47 tags (`en`, `de-AT`), **time zones** names of the tz database (`Europe/Berlin`).
            """;

    private static final List<String> SELF_EVIDENT =
            List.of("text", "id", "path", "number", "host");

    private final StringBuilder page = new StringBuilder(HEAD);

    static String text() {
        var page = new ConfigurationPage();
        page.section("The top", "", ConfigKeys.KIND.keys());
        return page.page.toString();
    }

    private void section(String title, String path, List<Key<?>> keys) {
        page.append("\n## ").append(title).append('\n');
        page.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for (var key : keys) {
            page.append(
                    "| `%s` | %s | %s | %s |%n"
                            .formatted(
                                    key.name(),
                                    key.need() == Key.Need.LATER ? "" : value(key.kind()),
                                    fallback(key),
                                    meaning(key)));
        }
        for (var key : keys) {
            if (key.need() != Key.Need.LATER) {
                subsection(path + key.name(), key.kind());
            }
        }
    }

    private void subsection(String path, Kind<?> kind) {
        switch (kind) {
            case Kind.Keys(_, var keys) -> section("`%s`".formatted(path), path + ".", keys);
            case Kind.ManyKeys(_, Kind.Keys(_, var keys)) ->
                    section("`%s[]`".formatted(path), path + "[].", keys);
            case Kind.One<?> _, Kind.Many<?> _ -> {}
        }
    }

    private static String value(Kind<?> kind) {
        return switch (kind) {
            case Kind.One<?> one -> one.word() + example(one);
            case Kind.Many<?> many ->
                    many.word()
                            + (SELF_EVIDENT.contains(many.each().word())
                                    ? ""
                                    : ": `[" + many.each().sample() + "]`");
            case Kind.Keys _, Kind.ManyKeys _ -> kind.word();
        };
    }

    private static String example(Kind.One<?> one) {
        return SELF_EVIDENT.contains(one.word()) || one.word().contains(" or ")
                ? ""
                : ": `" + one.sample() + "`";
    }

    private static String fallback(Key<?> key) {
        return switch (key.need()) {
            case REQUIRED -> "**required**";
            case DEFAULTED -> "`" + key.fallback() + "`";
            case DERIVED -> key.fallback();
            case LATER -> "";
        };
    }

    private static String meaning(Key<?> key) {
        return switch (key.need()) {
            case LATER ->
                    "Kept for a later version, refused until then: %s"
                            .formatted(key.meaning().toLowerCase(Locale.ROOT));
            case REQUIRED, DEFAULTED, DERIVED -> key.meaning();
        };
    }
}
