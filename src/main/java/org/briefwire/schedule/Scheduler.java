package org.briefwire.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.Database;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes what is to be done: every few seconds to look around, and to the second when something
 * comes due. What is due is for the woken to say, so that a missed or doubled trigger changes
 * nothing. Closing waits for the work under way, but not for long.
 *
 * <p>Of several nodes on one database only one is woken at a time for each name, and what a node
 * that dies was at is begun again by another.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /** How long its end waits for the work under way; that is told to end by its own means. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int THREADS = 6;

    /** How often a part that nobody does is offered to the nodes that have room for it. */
    private static final Duration OFFERED = Duration.ofSeconds(2);

    /** How often the clock is looked at. */
    private static final Duration TICK = Duration.ofMinutes(1);

    private final org.quartz.Scheduler quartz;
    private final Optional<Cluster> cluster;
    private final Known known = new Known();
    private final ScheduledExecutorService clockWatch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("clock-watch").factory());

    private Scheduler(Properties properties, int threads, Optional<Cluster> cluster) {
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
        this.cluster = cluster;
        try {
            this.quartz = made(properties);
            quartz.setJobFactory((fired, scheduler) -> known.job(fired.getJobDetail()));
        } catch (SchedulerException e) {
            throw new BriefwireException("the scheduler does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Quartz would hand out one that has the same name in this process, as nodes of a cluster do.
     */
    private static org.quartz.Scheduler made(Properties properties) throws SchedulerException {
        synchronized (NUMBER) {
            var quartz = new StdSchedulerFactory(properties).getScheduler();
            SchedulerRepository.getInstance().remove(quartz.getSchedulerName());
            return quartz;
        }
    }

    /** A scheduler of this process alone, at work, with nothing to wake yet. */
    public static Scheduler start() {
        return start(ClockSteps.ofMachine(), TICK);
    }

    static Scheduler start(ClockSteps clock, Duration tick) {
        var properties = new Properties();
        var name = "briefwire-" + NUMBER.incrementAndGet();
        properties.setProperty("org.quartz.scheduler.instanceName", name);
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        return new Scheduler(properties, THREADS, Optional.empty()).begin(clock, tick);
    }

    /**
     * One of those that share a database.
     *
     * @param parts how many parts of a work one of them may have to do
     */
    public static Scheduler sharing(Database database, int parts) {
        var cluster = Cluster.on(database);
        return new Scheduler(cluster.properties(), THREADS + parts, Optional.of(cluster));
    }

    /** Begins to wake, when it knows all that there is to be woken. */
    public Scheduler begin() {
        return begin(ClockSteps.ofMachine(), TICK);
    }

    private Scheduler begin(ClockSteps clock, Duration tick) {
        try {
            if (cluster.isPresent()) {
                forgetTheUnknown();
            }
            quartz.start();
        } catch (SchedulerException e) {
            throw new BriefwireException("the scheduler does not start: " + e.getMessage(), e);
        }
        var _ =
                clockWatch.scheduleWithFixedDelay(
                        () -> look(clock), tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Quartz keeps instants: after a step back it would wake nobody until the clock is there. */
    private void look(ClockSteps clock) {
        if (!clock.isSetBack()) {
            return;
        }
        LOG.warn("the clock was set back: everything is looked at now");
        try {
            for (var key : quartz.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
                beginAgain(key);
            }
        } catch (SchedulerException | RuntimeException e) {
            LOG.error("what is woken regularly waits for the old time: {}", e.getMessage(), e);
        }
    }

    private void beginAgain(TriggerKey key) throws SchedulerException {
        if (quartz.getTrigger(key) instanceof SimpleTrigger trigger
                && trigger.getRepeatInterval() > 0) {
            quartz.rescheduleJob(
                    key,
                    regular(
                            key.getName(),
                            quartz.getJobDetail(trigger.getJobKey()),
                            Duration.ofMillis(trigger.getRepeatInterval())));
        }
    }

    /** What the config or the program does not have any more. */
    private void forgetTheUnknown() throws SchedulerException {
        for (var job : quartz.getJobKeys(GroupMatcher.anyGroup())) {
            if (!known.has(job.getName())) {
                quartz.deleteJob(job);
            }
        }
    }

    /** Wakes this now, again and again after this long, and whenever it says that it is due. */
    public void wake(String name, Wakeable woken, Duration every) {
        known.add(name, woken);
        schedule(job(name, Waking.class).build(), every);
    }

    /** Shares out the parts of a work, evenly among the nodes. */
    public void share(String name, int parts, Sharing work) {
        known.add(
                name,
                new Parts(parts, work, cluster.map(Others.class::cast).orElseGet(Others::none)));
        for (var part = 0; part < parts; part++) {
            var number = Integer.toString(part);
            var one = name + "-" + number;
            known.addName(one);
            schedule(
                    job(one, Holding.class)
                            .usingJobData(Holding.WORK, name)
                            .usingJobData(Holding.PART, number)
                            .build(),
                    OFFERED);
        }
    }

    private static JobBuilder job(String name, Class<? extends Job> kind) {
        return JobBuilder.newJob(kind).withIdentity(name).storeDurably().requestRecovery();
    }

    private void schedule(JobDetail job, Duration every) {
        var name = job.getKey().getName();
        var regular = regular(name, job, every);
        try {
            quartz.addJob(job, true);
            var present = quartz.getTrigger(regular.getKey());
            if (present instanceof SimpleTrigger simple
                    && simple.getRepeatInterval() == every.toMillis()) {
                quartz.resetTriggerFromErrorState(regular.getKey());
                return;
            }
            if (present == null) {
                // never in another node's place: it may be at work with it
                quartz.scheduleJob(regular);
            } else {
                quartz.rescheduleJob(regular.getKey(), regular);
            }
        } catch (ObjectAlreadyExistsException byAnotherNode) {
            // it says the same
        } catch (SchedulerException e) {
            throw new BriefwireException(
                    "%s can't be scheduled: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static SimpleTrigger regular(String name, JobDetail job, Duration every) {
        return TriggerBuilder.newTrigger()
                .withIdentity(name)
                .forJob(job)
                .startNow()
                .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(every.toMillis())
                                .repeatForever()
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }

    /** Wakes the one of this name at once. */
    public void wakeNow(String name) {
        try {
            quartz.triggerJob(JobKey.jobKey(name));
        } catch (SchedulerException e) {
            throw new BriefwireException(
                    "%s can't be woken: %s".formatted(name, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        clockWatch.shutdownNow();
        known.close();
        var ending =
                new FutureTask<>(() -> {
                    quartz.shutdown(true);
                    return true;
                });
        Thread.ofPlatform().daemon().name("scheduler-end").start(ending);
        try {
            ending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("what is under way does not end, and is left to the next start");
        } catch (ExecutionException e) {
            throw new BriefwireException("the scheduler does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cluster.ifPresent(Cluster::leave);
    }
}
