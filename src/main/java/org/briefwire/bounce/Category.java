package org.briefwire.bounce;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A meaning of a failure, from wording.yaml.
 *
 * @param hard the address is dead
 * @param statuses enhanced status codes that mean it, without their class
 * @param says the wordings that mean it
 */
record Category(String name, boolean hard, List<String> statuses, Pattern says) {}
