package org.briefwire.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.briefwire.bounce.Kind;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SourceId;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How a command's arguments are read: a bad one is wrong usage, with what would be right. */
final class Arguments {
    private Arguments() {}

    static void registerAt(CommandLine commandLine) {
        register(commandLine, EmailAddress.class, EmailAddress::parse);
        register(commandLine, ListId.class, ListId::new);
        register(commandLine, CadenceId.class, CadenceId::new);
        register(commandLine, SourceId.class, SourceId::new);
        register(commandLine, Instant.class, Arguments::instant);
        register(commandLine, ZoneId.class, Arguments::zone);
        register(commandLine, Depth.class, Arguments::depth);
        register(commandLine, Kind.class, Arguments::kind);
    }

    private static <T> void register(
            CommandLine commandLine, Class<T> type, Function<String, T> read) {
        commandLine.registerConverter(
                type,
                text -> {
                    try {
                        return read.apply(text);
                    } catch (IllegalArgumentException e) {
                        throw new TypeConversionException(String.valueOf(e.getMessage()));
                    }
                });
    }

    private static Kind kind(String text) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.word().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not a kind; write bounce, complaint, autoreply, delivered or none"
                                        .formatted(text)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not an instant; one looks like 2026-11-24T07:00:00Z".formatted(text),
                    e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a time zone; one looks like Europe/Berlin".formatted(text), e);
        }
    }

    private static Depth depth(String text) {
        try {
            return Depth.ofWord(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a depth; write headlines, essentials or full".formatted(text), e);
        }
    }
}
