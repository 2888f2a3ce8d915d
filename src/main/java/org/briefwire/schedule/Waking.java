package org.briefwire.schedule;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Quartz runs to wake somebody, on one node at a time. */
@DisallowConcurrentExecution
final class Waking implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final String DUE = "due";

    private final Known known;

    Waking(Known known) {
        this.known = known;
    }

    @Override
    public void execute(JobExecutionContext context) {
        var job = context.getJobDetail();
        var name = job.getKey().getName();
        var woken = known.woken(name);
        if (woken.isEmpty()) {
            LOG.debug("{} is not known here", name);
            return;
        }
        wake(name, woken.get());
        try {
            dueAgain(context.getScheduler(), job, woken.get().next());
        } catch (SchedulerException | BriefwireException e) {
            LOG.error("{}: its next due time can't be set: {}", name, e.getMessage(), e);
        }
    }

    private static void wake(String name, Wakeable woken) {
        try {
            woken.wake();
        } catch (BriefwireException e) {
            LOG.error("{} failed and is tried again: {}", name, e.getMessage());
            LOG.debug("{}", name, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed and is tried again: {}", name, e.getMessage(), e);
        }
    }

    // Quartz knows milliseconds: a part of one is waited for, or the woken would be early
    private static Date notBefore(Instant due) {
        return Date.from(due.plusNanos(999_999));
    }

    private static void dueAgain(org.quartz.Scheduler quartz, JobDetail job, Optional<Instant> next)
            throws SchedulerException {
        var key = TriggerKey.triggerKey(job.getKey().getName(), DUE);
        var now = Optional.ofNullable(quartz.getTrigger(key));
        var wanted = next.map(Waking::notBefore);
        var asItIs = now.map(org.quartz.Trigger::getNextFireTime).filter(Objects::nonNull);
        if (asItIs.equals(wanted)) {
            return;
        }
        quartz.unscheduleJob(key);
        if (wanted.isPresent()) {
            quartz.scheduleJob(
                    TriggerBuilder.newTrigger()
                            .withIdentity(key)
                            .forJob(job)
                            .startAt(wanted.get())
                            .withSchedule(
                                    SimpleScheduleBuilder.simpleSchedule()
                                            .withMisfireHandlingInstructionFireNow())
                            .build());
        }
    }
}
