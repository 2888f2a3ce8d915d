package org.briefwire.deliver;

/** A connection that broke, or whose server is out of step, while a message was at a step. */
final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    private final Step step;
    private final How how;
    private final transient Reply reply;

    /** How it was lost. */
    enum How {
        /** It ended, by the network or by the server. */
        BROKEN,
        /** The server said that it ends it (421). */
        CLOSED,
        /** No answer came in time. */
        SILENT,
        /** What came was no answer to what was said. */
        OUT_OF_STEP
    }

    Lost(Step step, How how, String reason) {
        super(reason);
        this.step = step;
        this.how = how;
        this.reply = Reply.ours(words(step) + reason);
    }

    private Lost(Step step, Reply reply) {
        super(reply.text());
        this.step = step;
        this.how = How.CLOSED;
        this.reply = reply;
    }

    /** The server closes before the message, and says so. */
    static Lost closed(Step step, Reply reply) {
        return new Lost(step, reply);
    }

    private static String words(Step step) {
        return switch (step) {
            case RESET, MAIL, RCPT, DATA -> "connection lost before the message: ";
            case MESSAGE -> "connection lost in the message: ";
            case END -> "no answer to the message's end: ";
        };
    }

    How how() {
        return how;
    }

    Reply reply() {
        return reply;
    }

    /** Whether the message itself was not begun. */
    boolean beforeMessage() {
        return step.isEnvelope();
    }

    /** What became of the message. */
    Outcome outcome() {
        if (step == Step.END) {
            return new Outcome.InDoubt(reply);
        }
        if (how == How.CLOSED && step == Step.RCPT) {
            return Outcome.of(reply);
        }
        var ofSender = how == How.CLOSED && step == Step.MAIL;
        return new Outcome.Deferred(
                reply, ofSender ? Outcome.Said.OF_SENDER : Outcome.Said.OF_SERVER);
    }
}
