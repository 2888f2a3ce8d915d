package org.briefwire.bounce;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A meaning of a failure, from wording.yaml.
 *
 * @param follows what should follow; it is hard when the address is to be suppressed
 * @param statuses enhanced status codes that mean it, without their class
 * @param says the wordings that mean it
 */
record Category(String name, Follows follows, List<String> statuses, Pattern says) {
    boolean hard() {
        return follows == Follows.SUPPRESS;
    }
}
