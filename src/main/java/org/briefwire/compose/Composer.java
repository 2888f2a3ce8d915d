package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.briefwire.config.Publication;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.DataSize;
import org.briefwire.template.Templates;

/**
 * Makes mails from digests: a shell and a fragment for each briefing, each rendered and inlined
 * once, joined to MIME with blanks. Safe for use by many threads.
 */
public final class Composer {
    /** A count in the shell may get a digit more. */
    private static final int SLACK = 16;

    private static final String BETWEEN = "\n\n\n* * *\n\n\n";

    private final Shell shell;
    private final Fragments fragments;
    private final Headers headers;
    private final Preflight preflight;
    private final Languages languages;
    private final DataSize maxSize;

    /**
     * A composer with these templates.
     *
     * @throws BriefwireException when a template is missing, malformed, or has an unknown tag
     */
    public Composer(
            Publication publication, Templates templates, Languages languages, DataSize maxSize) {
        var faults = faults(templates);
        if (!faults.isEmpty()) {
            throw new BriefwireException(String.join("\n", faults));
        }
        shell = new Shell(publication, templates);
        fragments = new Fragments(templates, new BriefingViews(publication));
        headers = new Headers(publication);
        preflight = new Preflight(publication, maxSize);
        this.languages = languages;
        this.maxSize = maxSize;
    }

    /** What is wrong with the mail's templates: one line for each unknown tag. */
    public static List<String> faults(Templates templates) {
        var faults = new ArrayList<String>();
        templates()
                .forEach((name, record) -> faults.addAll(templates.unknownVariables(name, record)));
        return List.copyOf(faults);
    }

    /** The templates of mail, and what each is fed with. */
    public static Map<String, Class<? extends Record>> templates() {
        return Map.of(
                Shell.HTML, DigestView.class,
                Shell.TEXT, DigestView.class,
                Fragments.HTML, BriefingView.class,
                Fragments.TEXT, BriefingView.class);
    }

    /** The digest as a mail with its findings. */
    public ComposedContent compose(Digest digest) {
        var messages = languages.in(digest.language());
        var line = SubjectLine.of(digest, messages);
        var items = digest.items();
        var view = shell.view(digest, line, items.size(), messages);
        var around = shell.html(view);
        var style = new Fragments.Style(messages, around.sheet());
        var fitting = fit(digest, around, style);
        if (fitting.depths().size() < items.size()) {
            // 'and N more' takes room too
            around = shell.html(shell.view(digest, line, fitting.depths().size(), messages));
            fitting = fit(digest, around, style);
            view = shell.view(digest, line, fitting.depths().size(), messages);
            around = shell.html(view);
        }
        var html = new StringBuilder();
        var text = new ArrayList<String>();
        for (var i = 0; i < fitting.depths().size(); i++) {
            var fragment = fragments.of(items.get(i), fitting.depths().get(i), style);
            html.append(fragment.html());
            text.add(fragment.text());
        }
        return content(
                digest,
                line,
                around.html().replace(Marks.BRIEFINGS, html),
                shell.text(view).replace(Marks.BRIEFINGS, String.join(BETWEEN, text)));
    }

    private Fitting fit(Digest digest, Inliner.Inlined around, Fragments.Style style) {
        return Fitting.fit(
                digest.items().size(),
                digest.depth(),
                maxSize.octets() - size(around.html()) - SLACK,
                (i, depth) -> fragments.of(digest.items().get(i), depth, style).size());
    }

    private ComposedContent content(Digest digest, SubjectLine line, String html, String text) {
        var mail = new MailWriter();
        headers.write(digest, languages.in(digest.language()), line.subject(), mail);
        var stencil = Stencil.read(mail.alternatives(text, html));
        return new ComposedContent(
                line.subject(),
                line.preheader(),
                stencil,
                size(html),
                preflight.check(stencil, html, text));
    }

    private static long size(String html) {
        return html.getBytes(StandardCharsets.UTF_8).length;
    }
}
