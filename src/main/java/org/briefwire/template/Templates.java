package org.briefwire.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheFactory;
import com.github.mustachejava.MustacheParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Templates by name: 'email/digest.html' is the file templates/email/digest.html.mustache, and its
 * second-last extension chooses the escaping (html, xml; txt and json: none). Each is compiled
 * once. {@code {{> name}}} includes the file of that name beside it, of the same kind. Safe for use
 * by many threads.
 */
public final class Templates {
    private final TemplateFiles files;
    private final Map<Escaping, Factory> factories = new EnumMap<>(Escaping.class);

    private Templates(Optional<Path> folder) {
        files = new TemplateFiles(folder);
        for (var escaping : Escaping.values()) {
            factories.put(escaping, new Factory(escaping, files));
        }
    }

    /** The templates that come with Briefwire. */
    public static Templates builtIn() {
        return new Templates(Optional.empty());
    }

    /**
     * The operator's templates, and the built-in one for each that is not there.
     *
     * @param folder may be missing
     */
    public static Templates at(Path folder) {
        return new Templates(Optional.of(folder));
    }

    /**
     * The text that the template and the record make.
     *
     * @throws TemplateException when the template is missing, malformed, or has a tag that is no
     *     component of the record
     */
    public String render(String name, Object record) {
        var mustache = compiled(name);
        var text = new StringWriter();
        try {
            mustache.execute(text, record).flush();
        } catch (MustacheException e) {
            throw failure(name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory fails", e);
        }
        return text.toString();
    }

    /**
     * What is wrong between a template, with its partials, and the record that is to feed it: one
     * line for each unknown tag, with file and line. Nothing is rendered.
     *
     * @throws TemplateException when the template is missing or malformed
     */
    public List<String> unknownVariables(String name, Class<? extends Record> type) {
        return examine(name, type).unknown();
    }

    /**
     * Holds a template against the record that is to feed it.
     *
     * @param unknown one line for each tag that the record does not have, with file and line
     * @param reached the template and what it includes
     */
    public record Examined(List<String> unknown, Set<String> reached) {
        public Examined {
            unknown = List.copyOf(unknown);
            reached = Set.copyOf(reached);
        }
    }

    /**
     * The same as {@link #unknownVariables}, with what was looked at.
     *
     * @throws TemplateException when the template, or one that it includes, is missing or malformed
     */
    public Examined examine(String name, Class<? extends Record> type) {
        compiled(name);
        var check = new TagCheck(files);
        return new Examined(check.check(name, type), check.reached());
    }

    /**
     * Compiles a template, so that what is malformed is known before it is needed.
     *
     * @throws TemplateException when it is missing or malformed
     */
    public void compile(String name) {
        compiled(name);
    }

    private Mustache compiled(String name) {
        var factory = factories.get(Escaping.of(name));
        try {
            return Objects.requireNonNull(factory).compile(name);
        } catch (MustacheException e) {
            throw failure(name, e);
        }
    }

    private TemplateException failure(String name, MustacheException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateException found) {
                return found;
            }
        }
        return new TemplateException(
                "template %s: %s".formatted(files.fileOf(name), e.getMessage()), e);
    }

    private static final class Factory extends DefaultMustacheFactory {
        private final Escaping escaping;

        Factory(Escaping escaping, TemplateFiles files) {
            super(name -> new StringReader(files.read(name)));
            this.escaping = escaping;
            setObjectHandler(new RecordValues(files::fileOf));
        }

        @Override
        protected MustacheParser createParser() {
            return new SpecParser(this);
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                escaping.write(value, writer);
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory fails", e);
            }
        }
    }

    /** Takes whole lines of tags out, as the Mustache specification says. */
    private static final class SpecParser extends MustacheParser {
        SpecParser(MustacheFactory factory) {
            super(factory, true);
        }
    }
}
