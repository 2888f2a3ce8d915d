package org.briefwire.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.BriefwireException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes what is to be done: every few seconds to look around, and to the second when something
 * comes due. What is due is for the woken to say, so that a missed or doubled trigger changes
 * nothing. Closing waits for the work under way.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String WOKEN = "woken";
    private static final String DUE = "due";

    private final org.quartz.Scheduler quartz;

    private Scheduler(org.quartz.Scheduler quartz) {
        this.quartz = quartz;
    }

    /** A scheduler at work, with nothing to wake yet. */
    public static Scheduler start() {
        var properties = new Properties();
        var name = "briefwire-" + NUMBER.incrementAndGet();
        properties.setProperty("org.quartz.scheduler.instanceName", name);
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", "4");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        try {
            var quartz = new StdSchedulerFactory(properties).getScheduler();
            quartz.start();
            return new Scheduler(quartz);
        } catch (SchedulerException e) {
            throw new BriefwireException("the scheduler does not start: " + e.getMessage(), e);
        }
    }

    /** Wakes this now, again and again after this long, and whenever it says that it is due. */
    public void wake(String name, Wakeable woken, Duration every) {
        var data = new JobDataMap();
        data.put(WOKEN, woken);
        var job =
                JobBuilder.newJob(Waking.class)
                        .withIdentity(name)
                        .usingJobData(data)
                        .storeDurably()
                        .build();
        var regular =
                TriggerBuilder.newTrigger()
                        .withIdentity(name)
                        .startNow()
                        .withSchedule(
                                SimpleScheduleBuilder.simpleSchedule()
                                        .withIntervalInMilliseconds(every.toMillis())
                                        .repeatForever()
                                        .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build();
        try {
            quartz.scheduleJob(job, regular);
        } catch (SchedulerException e) {
            throw new BriefwireException(
                    "%s can't be scheduled: %s".formatted(name, e.getMessage()), e);
        }
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
        try {
            quartz.shutdown(true);
        } catch (SchedulerException e) {
            throw new BriefwireException("the scheduler does not stop: " + e.getMessage(), e);
        }
    }

    /** What Quartz runs. */
    @DisallowConcurrentExecution
    public static final class Waking implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            var job = context.getJobDetail();
            var woken = (Wakeable) Objects.requireNonNull(job.getJobDataMap().get(WOKEN));
            var name = job.getKey().getName();
            try {
                woken.wake();
            } catch (RuntimeException e) {
                LOG.error("{} failed and is tried again: {}", name, e.getMessage(), e);
            }
            try {
                dueAgain(context.getScheduler(), job, woken.next());
            } catch (SchedulerException | BriefwireException e) {
                LOG.error("{}: its next due time can't be set: {}", name, e.getMessage(), e);
            }
        }

        // Quartz knows milliseconds: a part of one is waited for, or the woken would be early
        private static Date notBefore(Instant due) {
            return Date.from(due.plusNanos(999_999));
        }

        private static void dueAgain(
                org.quartz.Scheduler quartz, JobDetail job, Optional<Instant> next)
                throws SchedulerException {
            var key = TriggerKey.triggerKey(job.getKey().getName(), DUE);
            quartz.unscheduleJob(key);
            if (next.isPresent()) {
                quartz.scheduleJob(
                        TriggerBuilder.newTrigger()
                                .withIdentity(key)
                                .forJob(job)
                                .startAt(notBefore(next.get()))
                                .withSchedule(
                                        SimpleScheduleBuilder.simpleSchedule()
                                                .withMisfireHandlingInstructionFireNow())
                                .build());
            }
        }
    }
}
