package org.briefwire.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.LanguageTag;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Consents;
import org.briefwire.store.Preferences.Urgent;

/**
 * Turns texts, from a row or a command, into an application for a list. An empty text says nothing.
 * Each mistake is an {@link IllegalArgumentException} that says what would be right.
 */
public final class RowReader {
    private static final int LONGEST_NAME = 200;
    private static final int DAY = "2027-01-31".length();

    private final NewsList list;
    private final SubscriptionState state;

    /**
     * A reader for a list.
     *
     * @param state of those who are new: active when it is known that they want the list
     */
    public RowReader(NewsList list, SubscriptionState state) {
        this.list = list;
        this.state = state;
    }

    /** The application in a row, whose fields are found by the name of their column. */
    public Application read(Function<String, String> field) {
        return new Application(
                EmailAddress.parse(field.apply("email")),
                name(field.apply("name")),
                said(field.apply("language")).map(LanguageTag::of),
                said(field.apply("zone")).map(RowReader::zone),
                said(field.apply("cadence")).map(this::cadence),
                said(field.apply("topics")).map(this::topics),
                said(field.apply("depth")).map(RowReader::depth),
                said(field.apply("state")).map(this::state).orElse(state),
                said(field.apply("breaking")).map(RowReader::urgent),
                said(field.apply("paused")).map(RowReader::pausedUntil),
                evidence(field));
    }

    // another program's words for it, or ours, which an export gives back as they are
    private static String evidence(Function<String, String> field) {
        var evidence = field.apply("evidence");
        var consent = said(field.apply("consent").replaceAll("[\\p{Cntrl}\\s]+", " "));
        return consent.map(Consents::inEvidence).orElse(evidence);
    }

    private static Urgent urgent(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> Urgent.AT_ONCE;
            case "no", "false", "0" -> Urgent.WITH_THE_OTHERS;
            default ->
                    throw new IllegalArgumentException(
                            "breaking is '%s'; write yes or no".formatted(text));
        };
    }

    private static Instant pausedUntil(String text) {
        try {
            return text.length() == DAY
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "paused is '%s'; a day looks like 2027-01-31".formatted(text), e);
        }
    }

    private static Optional<String> said(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    private static Optional<String> name(String text) {
        var name = said(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "));
        if (name.isPresent() && name.get().length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the name has %d characters; at most %d are kept"
                            .formatted(name.get().length(), LONGEST_NAME));
        }
        return name;
    }

    static boolean isZone(String text) {
        return isRight(text, RowReader::zone);
    }

    static boolean isLanguage(String text) {
        return isRight(text, LanguageTag::of);
    }

    private static boolean isRight(String text, Function<String, String> reading) {
        try {
            return !reading.apply(text.strip()).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a time zone; one looks like Europe/Berlin".formatted(text), e);
        }
    }

    private CadenceId cadence(String text) {
        return list.cadences().stream()
                .map(Cadence::id)
                .filter(id -> id.value().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no cadence '%s'; it has %s"
                                        .formatted(list.id(), text, cadences())));
    }

    private String cadences() {
        return list.cadences().stream()
                .map(cadence -> cadence.id().value())
                .collect(Collectors.joining(", "));
    }

    private Topics topics(String text) {
        if (text.equals("*")) {
            return Topics.ALL;
        }
        return new Topics.Some(
                Arrays.stream(text.split(";", -1))
                        .map(String::strip)
                        .filter(topic -> !topic.isEmpty())
                        .map(this::topic)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private TopicId topic(String text) {
        var topic = new TopicId(text);
        if (!list.topics().isEmpty() && !list.topics().contains(topic)) {
            throw new IllegalArgumentException(
                    "%s has no topic '%s'; it has %s"
                            .formatted(
                                    list.id(),
                                    text,
                                    list.topics().stream()
                                            .map(TopicId::value)
                                            .collect(Collectors.joining(", "))));
        }
        return topic;
    }

    private static Depth depth(String text) {
        return Arrays.stream(Depth.values())
                .filter(depth -> depth.word().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not a depth; write headlines, essentials or full"
                                        .formatted(text)));
    }

    // who waits or left elsewhere does so here; 'active' is as good as the operator's word for it
    private SubscriptionState state(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "active" -> state;
            case "pending" -> SubscriptionState.PENDING;
            case "unsubscribed" -> SubscriptionState.UNSUBSCRIBED;
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is not a state; write active, pending or unsubscribed"
                                    .formatted(text));
        };
    }
}
