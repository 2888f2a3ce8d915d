package org.briefwire.schedule;

/** The nodes that share parts with this one, as far as it has to know them. */
interface Others {
    /** How many share, with this one. */
    int nodes();

    /**
     * Whether this node was given a job before any other, and the others don't think it dead.
     *
     * @param fired Quartz's number of what this node does
     */
    boolean isFirst(String job, String fired);

    /** For a node on its own. */
    static Others none() {
        return new Others() {
            @Override
            public int nodes() {
                return 1;
            }

            @Override
            public boolean isFirst(String job, String fired) {
                return true;
            }
        };
    }
}
