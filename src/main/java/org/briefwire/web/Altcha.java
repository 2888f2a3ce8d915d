package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import org.briefwire.json.Json;
import org.briefwire.link.Links;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.JoinGate;

/**
 * Proof of work as Altcha's open protocol has it: find the number whose hash, with a salt of ours,
 * is the challenge. Each challenge is good once, for twenty minutes.
 */
final class Altcha {
    private static final String ALGORITHM = "SHA-256";
    private static final Duration LASTS = Duration.ofMinutes(20);

    /** Ends in '&', so that no digit of the number can be taken for one of the salt. */
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{24}\\?expires=(\\d{10})&");

    private final Links links;
    private final JoinGate gate;
    private final Random random;
    private final InstantSource clock;
    private final int effort;

    Altcha(Links links, JoinGate gate, Random random, InstantSource clock, int effort) {
        this.links = links;
        this.gate = gate;
        this.random = random;
        this.clock = clock;
        this.effort = effort;
    }

    record Challenge(
            String algorithm, String challenge, int maxnumber, String salt, String signature) {}

    record Solution(
            String algorithm, String challenge, long number, String salt, String signature) {}

    Challenge challenge() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        var salt =
                "%s?expires=%d&"
                        .formatted(
                                HexFormat.of().formatHex(bytes),
                                clock.instant().plus(LASTS).getEpochSecond());
        var challenge = hash(salt + random.nextInt(effort + 1));
        return new Challenge(
                ALGORITHM, challenge, effort, salt, links.seal("altcha", challenge + salt));
    }

    /** Whether a browser has worked for it, and not before. */
    boolean isSolved(String payload) {
        Solution solution;
        try {
            var json = new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8);
            solution = Json.read(json, Solution.class);
        } catch (IllegalArgumentException | BriefwireException notASolution) {
            return false;
        }
        if (!isWhole(solution)) {
            return false;
        }
        var salt = SALT.matcher(solution.salt());
        if (!salt.matches()) {
            return false;
        }
        var ends = Instant.ofEpochSecond(Long.parseLong(salt.group(1)));
        return clock.instant().isBefore(ends)
                && links.isSealed(
                        "altcha", solution.challenge() + solution.salt(), solution.signature())
                && hash(solution.salt() + solution.number()).equals(solution.challenge())
                && gate.spend(solution.challenge(), ends);
    }

    @SuppressWarnings("ConstantValue") // what a stranger sends may lack anything
    private static boolean isWhole(Solution solution) {
        return solution != null
                && ALGORITHM.equals(solution.algorithm())
                && solution.challenge() != null
                && solution.salt() != null
                && solution.signature() != null;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(ALGORITHM)
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
