package org.briefwire.deliver;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.pace.Allowance;

/**
 * A courier, and whether it may be given mail.
 *
 * @param weight its share beside the others'
 * @param allowances what its server may be given today, and all servers together
 * @param taken how many it was given
 * @param stuck whether others have waited for it in vain
 */
record Duty(
        SmtpCourier courier,
        Breaker breaker,
        int weight,
        List<Allowance> allowances,
        AtomicLong taken,
        AtomicBoolean stuck) {
    Duty {
        allowances = List.copyOf(allowances);
    }

    static Duty of(SmtpCourier courier, int weight, List<Allowance> allowances) {
        return new Duty(
                courier,
                new Breaker(courier.server(), courier::answers),
                weight,
                allowances,
                new AtomicLong(),
                new AtomicBoolean());
    }

    /** Whether a digest may be given to it. */
    boolean isAble() {
        return breaker.reason().isEmpty() && hasAllowance();
    }

    /** The same for whoever only looks: it takes nothing of an allowance. */
    boolean looksAble() {
        return breaker.reason().isEmpty() && allowances.stream().noneMatch(Allowance::isUsedUp);
    }

    boolean hasAllowance() {
        return allowances.stream().allMatch(Allowance::isLeft);
    }

    /** Takes one of each, or none. */
    boolean takeAllowance() {
        for (var index = 0; index < allowances.size(); index++) {
            if (!allowances.get(index).take()) {
                allowances.subList(0, index).forEach(Allowance::putBack);
                return false;
            }
        }
        return true;
    }

    /** What was taken did not go out. */
    void putBackAllowance() {
        allowances.forEach(Allowance::putBack);
    }

    /** One goes out without asking. */
    void countAllowance() {
        allowances.forEach(Allowance::count);
    }

    /** How far it is with its share. */
    double progress() {
        return (double) taken.get() / weight;
    }

    void stop() {
        courier.stop();
    }

    void close() {
        breaker.close();
        courier.close();
    }
}
