package org.briefwire.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.config.Problem.Severity;
import org.briefwire.model.BriefwireException;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlException;
import org.briefwire.yaml.YamlNode;

/** Reads the config file: all of it, so that every problem is told at once. */
public final class ConfigReader {
    private static final String HOME_VARIABLE = "BRIEFWIRE_HOME";

    private final Map<String, String> environment;

    /**
     * A reader in an environment.
     *
     * @param environment what {@code ${NAME}} means; {@code BRIEFWIRE_HOME} is the installation's
     *     folder
     */
    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads and checks a config.
     *
     * @throws ConfigException when anything in it is wrong, with all that is
     */
    public ReadConfig read(Path file) {
        var root = parse(file);
        var reading = new Reading(new Expansion(environment), home(file, root));
        var top = ConfigKeys.KIND.read(root, "", reading);
        var config = ConfigKeys.read(top);
        if (!reading.errors().isEmpty()) {
            throw new ConfigException(file, reading.errors());
        }
        return new ReadConfig(config, reading.warnings());
    }

    private static YamlNode parse(Path file) {
        try {
            var text = Files.readString(file);
            return Yaml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (YamlException e) {
            var problem = new Problem(Severity.ERROR, e.line(), "", e.problem());
            throw new ConfigException(file, List.of(problem));
        } catch (NoSuchFileException e) {
            throw new BriefwireException(
                    "there is no config %s; --config FILE names another, 'briefwire init DIR' makes a new installation"
                            .formatted(file),
                    e);
        } catch (CharacterCodingException e) {
            throw new BriefwireException("the config %s is not in UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new BriefwireException("the config %s can't be read: %s".formatted(file, e), e);
        }
    }

    private Path home(Path file, YamlNode root) {
        var folder =
                Optional.ofNullable(file.toAbsolutePath().normalize().getParent()).orElse(file);
        var parent = Optional.ofNullable(folder.getParent()).orElse(folder);
        var given = environment.get(HOME_VARIABLE);
        if (given != null && !given.isBlank()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        if (root instanceof YamlNode.Mapping mapping
                && mapping.get(ConfigKeys.HOME.name()).orElse(root)
                        instanceof YamlNode.Scalar written
                && !written.isNothing()) {
            try {
                var text = new Expansion(environment).expand(written.text(), parent);
                return parent.resolve(Kinds.PATH.parse().apply(text)).normalize();
            } catch (IllegalArgumentException e) {
                return parent; // the value is read once more, and reported then
            }
        }
        return parent;
    }
}
