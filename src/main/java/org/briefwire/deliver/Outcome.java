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
        OF_SENDER,
        /** Of itself: what it can't do, or not for us. */
        OF_SERVER
    }

    /** Never: the server refuses it for good. */
    record Failed(Reply reply, Said said) implements Outcome {
        Failed(Reply reply) {
            this(reply, Said.OF_RECIPIENT);
        }
    }

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
        var said = Speaks.ofItself(reply) ? Said.OF_SERVER : Said.OF_RECIPIENT;
        return reply.permanent() ? new Failed(reply, said) : new Deferred(reply, said);
    }

    /**
     * Whether another server may take what this one did not. Whatever it answers, MAIL, DATA or the
     * message: what is said of us is not.
     */
    default boolean isForAnother() {
        return switch (this) {
            case Deferred(var reply, var said) -> isForAnother(reply, said);
            case Failed(var reply, var said) -> isForAnother(reply, said);
            case Sent _, InDoubt _, Cancelled _ -> false;
        };
    }

    private static boolean isForAnother(Reply reply, Said said) {
        return said != Said.OF_RECIPIENT && !Speaks.ofUs(reply);
    }

    /** The same while there is another server that could not be asked. */
    default Outcome notFinal() {
        return this instanceof Failed(var reply, var said) ? new Deferred(reply, said) : this;
    }
}
