package org.briefwire.edition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Depth;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Contents;
import org.briefwire.store.Contents.Candidate;

/** Which releases a content of a list carries, and in which order. */
record Selection(List<Candidate> candidates) {
    private static final int KEY_HEX_DIGITS = 24;

    Selection {
        candidates = List.copyOf(candidates);
    }

    /**
     * What those with this choice get who stand at this cursor: each briefing once, the list's
     * topics in their order (else in the alphabet's), within a topic the newest first; a briefing
     * stands under its first topic.
     */
    static Selection of(NewsList list, Topics topics, List<Candidate> released) {
        var once = new LinkedHashMap<BriefingId, Candidate>();
        for (var candidate : released) {
            if (candidate.kind() == Release.Kind.NEW
                    && list.carries(candidate.topics())
                    && topics.want(candidate.topics())) {
                once.putIfAbsent(candidate.briefing(), candidate);
            }
        }
        return new Selection(once.values().stream().sorted(inOrderOf(list)).toList());
    }

    /**
     * The same with corrections before it, whatever their topics; what is among the news is not
     * also corrected, and a briefing that was corrected twice is there once.
     */
    Selection with(List<Candidate> corrections) {
        var once = new LinkedHashMap<BriefingId, Candidate>();
        for (var correction : corrections) {
            if (!briefings().contains(correction.briefing())) {
                once.putIfAbsent(correction.briefing(), correction);
            }
        }
        return new Selection(Stream.concat(once.values().stream(), candidates.stream()).toList());
    }

    private static Comparator<Candidate> inOrderOf(NewsList list) {
        return Comparator.comparing((Candidate candidate) -> place(list, candidate))
                .thenComparing(Candidate::published, Comparator.reverseOrder())
                .thenComparing(
                        candidate -> candidate.briefing().value(), Comparator.reverseOrder());
    }

    private static String place(NewsList list, Candidate candidate) {
        if (list.topics().isEmpty()) {
            return candidate.topics().stream()
                    .map(TopicId::value)
                    .sorted()
                    .findFirst()
                    .orElse("\uFFFF");
        }
        return candidate.topics().stream()
                .map(list.topics()::indexOf)
                .filter(index -> index >= 0)
                .sorted()
                .findFirst()
                .map("%06d"::formatted)
                .orElse("\uFFFF");
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The candidates as items, with the briefings that were found for them. */
    List<Item> items(Map<BriefingId, PublishedBriefing> found) {
        return candidates.stream()
                .map(candidate -> {
                    var briefing = found.get(candidate.briefing());
                    if (briefing == null) {
                        throw new BriefwireException(
                                "briefing %s is released and not in the archive"
                                        .formatted(candidate.briefing()));
                    }
                    return new Item(briefing, candidate.kind());
                })
                .toList();
    }

    List<BriefingId> briefings() {
        return candidates.stream().map(Candidate::briefing).toList();
    }

    /** One name for one rendering: hexadecimal digits that also stand in the content's address. */
    String key(Depth depth, String language) {
        return key(
                depth,
                language,
                candidates.stream()
                        .map(candidate ->
                                new Contents.Item(
                                        candidate.briefing(),
                                        candidate.revision(),
                                        candidate.kind())));
    }

    /** The same of items that were chosen before. */
    static String key(Depth depth, String language, List<Item> items) {
        return key(depth, language, items.stream().map(Item::kept));
    }

    private static String key(Depth depth, String language, Stream<Contents.Item> items) {
        var text = new StringBuilder(depth.word()).append('|').append(language);
        items.forEach(item ->
                text.append('|')
                        .append(item.briefing())
                        .append(':')
                        .append(item.revision())
                        .append(':')
                        .append(item.kind()));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
