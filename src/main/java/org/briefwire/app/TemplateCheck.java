package org.briefwire.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.briefwire.compose.Composer;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Nearest;
import org.briefwire.syndicate.FeedWriter;
import org.briefwire.template.Templates;
import org.briefwire.web.Pages;

/** Holds every template of mail, feeds and pages against what it is fed with. */
final class TemplateCheck {
    private static final String WHAT = "templates";
    private static final String ENDING = ".mustache";
    private static final String MEND = "mend it, or remove it to use the built-in one";

    private final Path folder;
    private final Templates templates;

    /** A check of the operator's templates and the built-in ones. */
    TemplateCheck(Path folder) {
        this.folder = folder;
        this.templates = Templates.at(folder);
    }

    /** Every template that is rendered, by its name, and what it is fed with. */
    static Map<String, Class<? extends Record>> known() {
        var known = new TreeMap<String, Class<? extends Record>>(Composer.templates());
        known.putAll(NoticeComposer.templates());
        known.putAll(FeedWriter.templates());
        known.putAll(Pages.templates());
        return known;
    }

    List<Checked> check() {
        var reached = new TreeSet<String>();
        var faults = new TreeSet<String>();
        known().forEach((name, record) -> {
            try {
                var examined = templates.examine(name, record);
                reached.addAll(examined.reached());
                faults.addAll(examined.unknown());
            } catch (BriefwireException e) {
                reached.add(name);
                faults.add(String.valueOf(e.getMessage()));
            }
        });
        var checked = new ArrayList<Checked>();
        faults.forEach(fault -> checked.add(Checked.fail(WHAT, fault, MEND)));
        try {
            var own = own();
            checked.addAll(strangers(own, reached));
            if (checked.isEmpty()) {
                checked.add(
                        Checked.ok(
                                WHAT,
                                own.isEmpty()
                                        ? "built-in"
                                        : "%d of your own, the rest built-in"
                                                .formatted(own.size())));
            }
        } catch (IOException e) {
            checked.add(Checked.fail(WHAT, e.toString(), "let this user read " + folder));
        }
        return checked;
    }

    private Set<String> own() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.walk(folder)) {
            var own = new TreeSet<String>();
            files.filter(file -> file.toString().endsWith(ENDING))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .forEach(own::add);
            return own;
        }
    }

    // a file that nothing renders or includes is most likely misnamed
    private static List<Checked> strangers(Set<String> own, Set<String> reached) {
        var checked = new ArrayList<Checked>();
        for (var name : own) {
            if (reached.contains(name) || isBuiltIn(name)) {
                continue;
            }
            var remedy =
                    Nearest.to(name, known().keySet())
                            .map(nearest -> "did you mean %s%s?".formatted(nearest, ENDING))
                            .orElse("see that its name is right");
            checked.add(
                    Checked.warn(WHAT, name + ENDING + " replaces no built-in template", remedy));
        }
        return checked;
    }

    private static boolean isBuiltIn(String name) {
        return TemplateCheck.class.getResource("/templates/" + name + ENDING) != null;
    }
}
