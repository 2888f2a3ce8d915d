package org.briefwire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfigTest {
    private static final Path SHIPPED = Path.of("config/briefwire.yaml");
    private static final Path FOR_INIT = Path.of("src/main/resources/init/briefwire.yaml");
    private static final Pattern SWITCHED_OFF = Pattern.compile("(?m)^( *)#(?=\\S)");

    @TempDir Path folder;

    @Test
    void itCanBeUsedAsItIs() {
        assertThat(new ConfigReader(Map.of()).read(SHIPPED).warnings())
                .extracting(Problem::path)
                .containsExactly("publication.url");
    }

    @Test
    void itCanBeUsedWithEverythingSwitchedOn() throws IOException {
        var key = Path.of("src/test/resources/dkim/rfc8463-rsa.pem").toAbsolutePath().toString();
        var file =
                Files.writeString(
                        folder.resolve("all.yaml"),
                        switchedOn().replace("config/dkim-s1.pem", key));
        var environment =
                Map.of(
                        "BRIEFWIRE_SECRET", "0123456789abcdef",
                        "DATABASE_PASSWORD", "p",
                        "SMTP_PASSWORD", "p",
                        "BOUNCES_PASSWORD", "p",
                        "BOUNCES_TOKEN", "0123456789abcdef0123456789abcdef",
                        "METRICS_TOKEN", "0123456789abcdef0123456789abcdef");

        assertThat(new ConfigReader(environment).read(file).config().lists().getFirst().cadences())
                .hasSize(4);
    }

    @Test
    void itNamesEveryKey() throws IOException {
        var named = new TreeSet<String>();
        collect(Yaml.parse(switchedOn()), "", named);

        assertThat(named).isEqualTo(known("", ConfigKeys.KIND));
    }

    @Test
    void theOneForInitCanBeUsedToo() {
        assertThat(new ConfigReader(Map.of()).read(FOR_INIT).warnings())
                .extracting(Problem::path)
                .containsExactly("publication.url");
    }

    private static String switchedOn() throws IOException {
        return SWITCHED_OFF.matcher(Files.readString(SHIPPED)).replaceAll("$1");
    }

    private static void collect(YamlNode node, String path, Set<String> named) {
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Sequence sequence ->
                    sequence.items().forEach(item -> collect(item, path, named));
            case YamlNode.Mapping mapping ->
                    mapping.entries()
                            .forEach(entry -> {
                                var name = path + entry.key().text();
                                named.add(name);
                                collect(entry.value(), name + ".", named);
                            });
        }
    }

    private static Set<String> known(String path, Kind.Keys kind) {
        var names = new TreeSet<String>();
        for (var key : kind.keys()) {
            if (key.need() == Key.Need.LATER) {
                continue;
            }
            var name = path + key.name();
            names.add(name);
            switch (key.kind()) {
                case Kind.Keys keys -> names.addAll(known(name + ".", keys));
                case Kind.ManyKeys(_, var each) -> names.addAll(known(name + ".", each));
                case Kind.One<?> _, Kind.Many<?> _ -> {}
            }
        }
        return names;
    }
}
