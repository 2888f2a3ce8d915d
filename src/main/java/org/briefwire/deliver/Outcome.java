package org.briefwire.deliver;

/** What became of handing one message over. */
public sealed interface Outcome {
    /** The server has it and answers for it. */
    record Sent(Reply reply) implements Outcome {}

    /** Not now: it is tried again later. */
    record Deferred(Reply reply, Said said) implements Outcome {
        Deferred(Reply reply) {
            this(reply, Said.OF_RECIPIENT);
        }
    }

    /** Of whom a server said something: a refused sender says nothing about the recipient. */
    enum Said {
        OF_RECIPIENT,
        OF_SENDER
    }

    /** Never: the server refuses it for good. */
    record Failed(Reply reply) implements Outcome {}

    /**
     * The message was written to its end and no answer came: the server may have it. It is tried
     * again, but not at once, and never at once by way of another server.
     */
    record InDoubt(Reply reply) implements Outcome {}

    /** We did not want it to go out. */
    record Cancelled(String reason) implements Outcome {}

    /** Its name among the figures. */
    default String word() {
        return switch (this) {
            case Sent _ -> "sent";
            case Deferred _ -> "deferred";
            case Failed _ -> "failed";
            case InDoubt _ -> "in-doubt";
            case Cancelled _ -> "cancelled";
        };
    }

    /** What the server's answer to a recipient or to a message's end means. */
    static Outcome of(Reply reply) {
        if (reply.positive()) {
            return new Sent(reply);
        }
        return reply.permanent() ? new Failed(reply) : new Deferred(reply);
    }
}
