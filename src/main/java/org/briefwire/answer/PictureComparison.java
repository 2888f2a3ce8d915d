package org.briefwire.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.media.MediaShelf;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Medium;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.store.Archive;
import org.briefwire.store.Inspection.Gap;

/**
 * How the pictures on the shelf stand to the released briefings that show them. Files that nobody
 * names are no gap.
 *
 * @param pictures how many files there should be
 */
record PictureComparison(int pictures, List<Gap> gaps) {
    private static final int AT_ONCE = 200;
    private static final int MOST = 20;
    private static final String AREA = "pictures";
    private static final String REMEDY =
            "put the file back from the last good backup of data/media";

    PictureComparison {
        gaps = List.copyOf(gaps);
    }

    static PictureComparison of(Archive archive, MediaShelf media) {
        var look = new Look(media);
        var briefings = archive.after(new BriefingId(0), AT_ONCE);
        while (!briefings.isEmpty()) {
            briefings.forEach(look::at);
            briefings = archive.after(briefings.getLast().id(), AT_ONCE);
        }
        return new PictureComparison(look.flaws.size(), shortened(look.gaps));
    }

    private static List<Gap> shortened(List<Gap> gaps) {
        if (gaps.size() <= MOST) {
            return gaps;
        }
        var some = new ArrayList<>(gaps.subList(0, MOST));
        some.add(new Gap(AREA, "... and %,d more".formatted(gaps.size() - MOST), REMEDY));
        return some;
    }

    /** What was seen so far; a file that many briefings show is read once. */
    private static final class Look {
        private final MediaShelf media;
        private final Map<Medium, Optional<String>> flaws = new HashMap<>();
        private final List<Gap> gaps = new ArrayList<>();

        Look(MediaShelf media) {
            this.media = media;
        }

        void at(PublishedBriefing briefing) {
            briefing.media().values().stream()
                    .distinct()
                    .map(medium -> flaws.computeIfAbsent(medium, media::flaw))
                    .flatMap(Optional::stream)
                    .sorted()
                    .forEach(flaw -> add(briefing, flaw));
        }

        private void add(PublishedBriefing briefing, String flaw) {
            gaps.add(
                    new Gap(
                            AREA,
                            "briefing %s shows a picture whose file %s"
                                    .formatted(briefing.slug(), flaw),
                            REMEDY));
        }
    }
}
