package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.briefwire.message.Messages;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Depth;
import org.briefwire.model.Medium;
import org.briefwire.model.Release;
import org.briefwire.template.Templates;

/** Each briefing's part of a mail, rendered and inlined once for a depth and a language. */
final class Fragments {
    static final String HTML = "email/briefing.html";
    static final String TEXT = "email/briefing.txt";
    private static final int KEPT = 500;

    private final Templates templates;
    private final BriefingViews views;
    private final Map<Key, Fragment> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(64, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Key, Fragment> eldest) {
                            return size() > KEPT;
                        }
                    });

    Fragments(Templates templates, BriefingViews views) {
        this.templates = templates;
        this.views = views;
    }

    Fragment of(DigestItem item, Depth depth, Style style) {
        var briefing = item.briefing();
        var key =
                new Key(
                        briefing.id(),
                        briefing.revision(),
                        briefing.media(),
                        item.kind(),
                        depth,
                        style.messages().language());
        var found = known.get(key);
        if (found == null) {
            var view = views.view(item, depth, style.messages());
            var html = Inliner.inline(templates.render(HTML, view), style.sheet());
            found = new Fragment(html, Wrapping.wrap(templates.render(TEXT, view)));
            known.put(key, found);
        }
        return found;
    }

    /** The two parts of one briefing. */
    record Fragment(String html, String text) {
        int size() {
            return html.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** What all fragments of one mail have in common. */
    record Style(Messages messages, StyleSheet sheet) {}

    private record Key(
            BriefingId briefing,
            int revision,
            Map<String, Medium> media,
            Release.Kind kind,
            Depth depth,
            String language) {}
}
