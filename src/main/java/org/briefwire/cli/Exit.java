package org.briefwire.cli;

/** How a command ended. */
enum Exit {
    /** Also when files were set aside, mail was deferred or nothing was new. */
    DONE(0),
    FAILED(1),
    WRONG_USAGE(2),
    /** An edition is held and waits for a person. */
    HELD(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
