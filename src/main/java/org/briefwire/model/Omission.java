package org.briefwire.model;

import java.util.Arrays;
import java.util.List;

/**
 * Why a subscription does not get a released briefing, although nothing is wrong. Each of its
 * briefings arrives exactly once, or one of these is the case: the list that the property tests,
 * {@code explain} and {@code audit} share (rule 14).
 */
public enum Omission {
    /** Their cursor began behind it. */
    BEFORE_JOINING(Kind.NOT_FOR_THEM, "was public before their first edition's period began"),
    OTHER_LIST(Kind.NOT_FOR_THEM, "carries none of the list's topics"),
    NOT_CHOSEN(Kind.NOT_FOR_THEM, "carries none of the topics that they chose"),
    /** A correction of what they were never sent. */
    NOT_CORRECTED_FOR_THEM(Kind.NOT_FOR_THEM, "corrects what was not sent to them"),
    /** It went out of turn, or to everybody at once, before. */
    ALREADY_HAD(Kind.NOT_FOR_THEM, "has nothing that they had not had already"),

    QUIET(Kind.MEANT, "was released quietly: for pages and feeds only"),
    LEFT_OUT(Kind.MEANT, "was left out by the editor"),
    WITHDRAWN(Kind.MEANT, "was withdrawn before it went to them"),
    /** The reader paused; news of that time are not sent later. */
    PAUSED(Kind.MEANT, "was released while they paused"),
    LEFT(Kind.MEANT, "went out when they had left the list"),
    SUPPRESSED(Kind.MEANT, "was not sent: their address gets no mail"),
    CANCELLED(Kind.MEANT, "was in an edition that was cancelled, and is not in a later one"),
    GIVEN_UP(Kind.MEANT, "could not be handed over in time, and was given up"),
    REFUSED(Kind.MEANT, "was refused by the server of their address"),

    /** The wave is held: approving sends it, else the next one takes it over. */
    HELD(Kind.LATER, "waits in an edition that is held for a person"),
    /** The edition's deliveries wait for a person. */
    STOPPED(Kind.LATER, "waits in an edition that is paused"),
    /** Breaking news are for those who asked for them. */
    IN_ITS_TURN(
            Kind.LATER,
            "went at once to those who asked for breaking news; theirs comes with their next edition"),
    QUEUED(Kind.LATER, "waits to be handed over"),
    NOT_DUE(Kind.LATER, "comes with their next edition");

    /** What follows from an omission. */
    public enum Kind {
        /** It was never theirs to get. */
        NOT_FOR_THEM,
        /** It would have been theirs: an exception that is meant. */
        MEANT,
        /** It will come. */
        LATER
    }

    private final Kind kind;
    private final String sentence;

    Omission(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    /** What is said of the briefing: 'Storm over the coast' was left out by the editor. */
    public String sentence() {
        return sentence;
    }

    /** The exceptions that are meant: what keeps from a reader what would have been theirs. */
    public static List<Omission> meant() {
        return Arrays.stream(values()).filter(omission -> omission.kind == Kind.MEANT).toList();
    }
}
