package org.briefwire.deliver;

/** How far a message has come, and what the server answers there. */
enum Step {
    RESET("RSET"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    /** On its way; nothing is answered before its end. */
    MESSAGE(""),
    END("end of DATA");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** Whether the code can be this step's answer: else the server is out of step. */
    boolean fits(int code) {
        var first = code / 100;
        return first == 4 || first == 5 || (this == DATA ? code == 354 : first == 2);
    }

    /** Whether it comes before the message. */
    boolean isEnvelope() {
        return this != MESSAGE && this != END;
    }

    /** A refusal for good, with the step that it answers: it says what was refused. */
    Reply named(Reply reply) {
        return reply.permanent() ? reply.with("(in reply to " + words + ")") : reply;
    }
}
