package org.briefwire.link;

/** What a signed link is good for; a token of one purpose is refused for every other. */
public enum Purpose {
    UNSUBSCRIBE(1),
    CONFIRM(2),
    PREFERENCES(3),
    APPROVE(4),
    /** What could do harm: only for half an hour. */
    OWN_DATA(5),
    /** That a new address is the subscriber's. */
    ADDRESS(6),
    /** When a form was given out: its subject is the millisecond. */
    FORM(9);

    private final byte code;

    Purpose(int code) {
        this.code = (byte) code;
    }

    /** Stands in tokens that are out in the world: never changed, never used again. */
    byte code() {
        return code;
    }
}
