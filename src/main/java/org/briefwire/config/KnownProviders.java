package org.briefwire.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;

/** The large mailbox providers, known without a config: providers.yaml. */
public final class KnownProviders {
    private static final String FILE = "/deliver/providers.yaml";
    private static final Map<String, ProviderPace> ALL = load();

    private KnownProviders() {}

    /** All of them, without limits. */
    public static List<ProviderPace> all() {
        return List.copyOf(ALL.values());
    }

    static Optional<ProviderPace> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    private static Map<String, ProviderPace> load() {
        try (var file = KnownProviders.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            var root = Yaml.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            var all = new TreeMap<String, ProviderPace>();
            for (var entry : ((YamlNode.Mapping) root).entries()) {
                var id = entry.key().text();
                var node = (YamlNode.Mapping) entry.value();
                all.put(
                        id,
                        new ProviderPace(
                                id,
                                texts(node, "domains"),
                                texts(node, "mx"),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static List<String> texts(YamlNode.Mapping node, String key) {
        return ((YamlNode.Sequence) node.get(key).orElseThrow())
                .items().stream().map(item -> ((YamlNode.Scalar) item).text()).toList();
    }
}
