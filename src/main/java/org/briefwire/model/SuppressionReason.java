package org.briefwire.model;

import java.util.Locale;

/** Why an address gets no mail. */
public enum SuppressionReason {
    /** A server said that the address is dead. */
    HARD_BOUNCE,
    /** Mail to it failed again and again. */
    SOFT_BOUNCE,
    /** Who reads it complained. */
    COMPLAINT,
    /** The person had themselves erased. */
    ERASED,
    /** An operator said so. */
    MANUAL;

    /** Whether the person lifts it by confirming a new subscription. */
    public boolean isLiftedByConfirming() {
        return switch (this) {
            case HARD_BOUNCE, SOFT_BOUNCE, ERASED -> true;
            case COMPLAINT, MANUAL -> false;
        };
    }

    /** As it is kept and shown: 'hard bounce'. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static SuppressionReason ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
