package org.briefwire.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.model.DataSize;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Ids;
import org.briefwire.model.LanguageTag;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Nearest;
import org.briefwire.model.Secret;

/** The kinds of single values, and how each is written. */
final class Kinds {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d)");
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final Pattern LIMITED = Pattern.compile("(\\d{1,6})\\s*/\\s*(m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})\\s*/\\s*(s|m|h|d)");
    private static final Pattern LISTEN =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:]+):(\\d{1,5})");

    static final Kind.One<String> TEXT = new Kind.One<>("text", "The Daily Brief", Kinds::text);
    static final Kind.One<String> ID = new Kind.One<>("id", "daily", Kinds::id);
    static final Kind.One<URI> URL = new Kind.One<>("URL", "https://news.example.org", Kinds::url);
    static final Kind.One<Mailbox> MAILBOX =
            new Kind.One<>("mailbox", "The Daily Brief <briefings@example.org>", Kinds::mailbox);
    static final Kind.One<EmailAddress> ADDRESS =
            new Kind.One<>("email address", "desk@example.org", EmailAddress::parse);
    static final Kind.One<ZoneId> ZONE = new Kind.One<>("time zone", "Europe/Berlin", Kinds::zone);
    static final Kind.One<String> LANGUAGE = new Kind.One<>("language tag", "en", LanguageTag::of);
    static final Kind.One<Secret> SECRET =
            new Kind.One<>("secret", "${NAME}", text -> new Secret(text(text)));
    static final Kind.One<Path> PATH = new Kind.One<>("path", "incoming", Kinds::path);
    static final Kind.One<Duration> DURATION_KIND =
            new Kind.One<>("duration", "15m", Kinds::duration);
    static final Kind.One<DataSize> SIZE = new Kind.One<>("size", "90KB", DataSize::parse);

    /** In millionths. */
    static final Kind.One<Integer> PERCENT = new Kind.One<>("percentage", "0.1%", Kinds::percent);

    static final Kind.One<Limit> RATE_KIND = new Kind.One<>("rate", "100/s", Kinds::rate);
    static final Kind.One<Listen> LISTEN_KIND =
            new Kind.One<>("host and port", "127.0.0.1:8080", Kinds::listen);
    static final Kind.One<String> HOST = new Kind.One<>("host", "smtp.example.org", Kinds::host);
    static final Kind.One<String> HOST_PATTERN =
            new Kind.One<>("host pattern", "*.example.org", Kinds::hostPattern);
    static final Kind.One<LocalDate> DATE = new Kind.One<>("date", "2026-12-01", Kinds::date);
    static final Kind.One<Double> FACTOR = new Kind.One<>("factor", "1.5", Kinds::factor);
    static final Kind.One<Limit> LIMIT = new Kind.One<>("limit", "20/h", Kinds::limit);
    static final Kind.One<Boolean> TRUTH = choice(Map.of("true", true, "false", false));

    private Kinds() {}

    /** A whole number within bounds. */
    static Kind.One<Integer> number(int least, int most) {
        return new Kind.One<>("number", Integer.toString(least), text -> number(text, least, most));
    }

    /** One of some words. */
    static <T> Kind.One<T> choice(Map<String, T> words) {
        var known = words.keySet().stream().sorted().toList();
        var listed =
                known.stream().limit(known.size() - 1L).collect(Collectors.joining(", "))
                        + " or "
                        + known.getLast();
        return new Kind.One<>(
                listed,
                known.getFirst(),
                text -> {
                    var value = words.get(text);
                    if (value == null) {
                        throw wrong("'%s' is not known here; write %s".formatted(text, listed));
                    }
                    return value;
                });
    }

    /** One of an enum's constants, in small letters. */
    static <E extends Enum<E>> Kind.One<E> oneOf(Class<E> type) {
        return choice(
                Arrays.stream(type.getEnumConstants())
                        .collect(
                                Collectors.toMap(
                                        e -> e.name().toLowerCase(Locale.ROOT),
                                        Function.identity())));
    }

    static <T> Kind.Many<T> listOf(Kind.One<T> each) {
        return new Kind.Many<>("list: " + each.word(), each);
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw wrong("is empty; write a text, or remove the key");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong("has a line break or another control character; write one line");
        }
        return text.strip();
    }

    private static String id(String text) {
        if (!Ids.isId(text)) {
            throw wrong("'%s' is not an id; it has small letters, digits and '-'".formatted(text));
        }
        return text;
    }

    private static URI url(String text) {
        try {
            var url = URI.create(text.strip());
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null && List.of("http", "https").contains(scheme)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "'%s' is not a URL; one looks like https://news.example.org".formatted(text));
        }
        throw wrong(
                ("'%s' is not a URL of the web; one looks like https://news.example.org (a host with"
                                + " other letters than a to z in its xn-- form)")
                        .formatted(text));
    }

    private static Mailbox mailbox(String text) {
        var mailbox = Mailbox.parse(text(text));
        if (mailbox.address().needsSmtpUtf8()) {
            // it stands in every reader's mail, which then only servers with SMTPUTF8 may be given
            throw wrong(
                    ("'%s' has other letters than ASCII before '@', and most servers take no such mail,"
                                    + " for any reader; write an address such as"
                                    + " briefings@example.org")
                            .formatted(mailbox.address()));
        }
        return mailbox;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            var hint =
                    Nearest.to(text, ZoneId.getAvailableZoneIds())
                            .map("did you mean %s?"::formatted)
                            .orElse("one looks like Europe/Berlin");
            throw wrong("'%s' is not a time zone; %s".formatted(text, hint));
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text(text));
        } catch (InvalidPathException e) {
            throw wrong("'%s' is not a path".formatted(text));
        }
    }

    private static Duration duration(String text) {
        var match = DURATION.matcher(text.strip());
        if (!match.matches()) {
            throw wrong(
                    "'%s' is not a duration; write a number and its unit (s, m, h, d), such as 15m"
                            .formatted(text));
        }
        var number = Long.parseLong(match.group(1));
        if (number == 0) {
            throw wrong("'%s' is no time at all; write at least 1s".formatted(text));
        }
        return switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static int percent(String text) {
        var match = PERCENTAGE.matcher(text.strip());
        if (!match.matches() || new BigDecimal(match.group(1)).compareTo(HUNDRED) > 0) {
            throw wrong("'%s' is not a percentage, such as 0.1%%".formatted(text));
        }
        return new BigDecimal(match.group(1)).movePointRight(4).intValueExact();
    }

    private static Limit rate(String text) {
        var match = RATE.matcher(text.strip());
        if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
            throw wrong(
                    "'%s' is not a rate; write messages a second, a minute, an hour or a day, such as 100/s or 600/m"
                            .formatted(text));
        }
        return new Limit(Integer.parseInt(match.group(1)), duration("1" + match.group(2)));
    }

    private static Limit limit(String text) {
        var match = LIMITED.matcher(text.strip());
        if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
            throw wrong(
                    "'%s' is not a limit; write how many in a minute, an hour or a day, such as 20/h"
                            .formatted(text));
        }
        return new Limit(Integer.parseInt(match.group(1)), duration("1" + match.group(2)));
    }

    private static Listen listen(String text) {
        var match = LISTEN.matcher(text.strip());
        if (!match.matches()) {
            throw wrong("'%s' is not a host and a port, such as 127.0.0.1:8080".formatted(text));
        }
        var host = match.group(1).replaceAll("[\\[\\]]", "");
        return new Listen(host, number(match.group(2), 0, 65_535));
    }

    private static String hostPattern(String text) {
        var pattern = text.strip().toLowerCase(Locale.ROOT);
        if (!pattern.matches("[\\p{L}\\p{N}.*-]+")) {
            throw wrong(
                    "'%s' is not a domain or a pattern of some, such as *.example.org"
                            .formatted(text));
        }
        return pattern;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a date, such as 2026-12-01".formatted(text), e);
        }
    }

    private static double factor(String text) {
        if (!text.strip().matches("\\d{1,2}(\\.\\d{1,3})?") || Double.parseDouble(text) < 1) {
            throw wrong("'%s' is not a factor from 1 on, such as 1.5".formatted(text));
        }
        return Double.parseDouble(text);
    }

    private static String host(String text) {
        if (!text.matches("[\\p{L}\\p{N}._:-]+")) {
            throw wrong("'%s' is not a host; one looks like smtp.example.org".formatted(text));
        }
        return text;
    }

    private static int number(String text, int least, int most) {
        if (text.matches("-?\\d{1,9}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong("'%s' is not a number from %d to %d".formatted(text, least, most));
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(message);
    }

    /** Where a server listens. */
    record Listen(String host, int port) {}
}
