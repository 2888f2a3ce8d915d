package org.briefwire.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.Job;
import org.quartz.JobDetail;

/** What this process can do for the names that Quartz keeps. */
final class Known {
    private final Map<String, Wakeable> woken = new ConcurrentHashMap<>();
    private final Map<String, Parts> parts = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** What Quartz runs. */
    Job job(JobDetail detail) {
        if (detail.getJobClass().equals(Waking.class)) {
            return new Waking(this);
        }
        if (detail.getJobClass().equals(Holding.class)) {
            return new Holding(this);
        }
        throw new IllegalArgumentException("no job of ours: " + detail);
    }

    void add(String name, Wakeable wakeable) {
        woken.put(name, wakeable);
        names.add(name);
    }

    void add(String name, Parts work) {
        parts.put(name, work);
    }

    void addName(String name) {
        names.add(name);
    }

    Optional<Wakeable> woken(String name) {
        return Optional.ofNullable(woken.get(name));
    }

    Optional<Parts> parts(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Lets all parts go. */
    void close() {
        parts.values().forEach(Parts::close);
    }
}
