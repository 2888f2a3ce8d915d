package org.briefwire.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 documents. */
public final class Yaml {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setLabel("text").setParseComments(false).build();

    private Yaml() {}

    /**
     * Reads the one document of a text; an empty text is a scalar that is nothing.
     *
     * @throws YamlException when the text is not YAML, holds a key twice, an alias, a key that is
     *     no scalar, a second document, or is nested deeper than 50
     */
    public static YamlNode parse(String text) {
        try {
            var events = new Parse(SETTINGS).parseString(text).iterator();
            return new TreeBuilder(events).document();
        } catch (MarkedYamlEngineException e) {
            var problem = e.getProblem() == null ? "not YAML" : e.getProblem();
            var place = e.getProblemMark().or(e::getContextMark);
            throw new YamlException(
                    problem,
                    place.map(Mark::getLine).orElse(0) + 1,
                    place.map(Mark::getColumn).orElse(0) + 1);
        } catch (YamlEngineException e) {
            var message = e.getMessage() == null ? "not YAML" : e.getMessage();
            throw new YamlException(message.lines().findFirst().orElse("not YAML"), 1, 1);
        }
    }
}
