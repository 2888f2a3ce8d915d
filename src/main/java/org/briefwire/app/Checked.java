package org.briefwire.app;

/**
 * One thing that was looked at.
 *
 * @param what such as 'database', 'smtp main'
 * @param finding what was found
 * @param remedy what to do; empty when nothing
 */
public record Checked(Verdict verdict, String what, String finding, String remedy) {
    /** Whether it is well. */
    public enum Verdict {
        OK,
        WARN,
        FAIL,
        /** Nobody can tell for now, such as without DNS. */
        UNKNOWN
    }

    static Checked ok(String what, String finding) {
        return new Checked(Verdict.OK, what, finding, "");
    }

    static Checked warn(String what, String finding, String remedy) {
        return new Checked(Verdict.WARN, what, finding, remedy);
    }

    static Checked unknown(String what, String finding, String remedy) {
        return new Checked(Verdict.UNKNOWN, what, finding, remedy);
    }

    static Checked fail(String what, String finding, String remedy) {
        return new Checked(Verdict.FAIL, what, finding, remedy);
    }
}
