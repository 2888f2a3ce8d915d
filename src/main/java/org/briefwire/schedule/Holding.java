package org.briefwire.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Quartz runs to do a part of a work, on one node at a time, for as long as that has it. */
@DisallowConcurrentExecution
final class Holding implements Job {
    static final String WORK = "work";
    static final String PART = "part";
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final Known known;

    Holding(Known known) {
        this.known = known;
    }

    @Override
    public void execute(JobExecutionContext context) {
        var job = context.getJobDetail();
        var data = job.getJobDataMap();
        var name = data.getString(WORK);
        var part = data.getString(PART);
        if (name == null || part == null) {
            throw new IllegalStateException(job + " has no part");
        }
        try {
            var parts = known.parts(name);
            if (parts.isPresent()) {
                parts.get()
                        .hold(
                                Integer.parseInt(part),
                                job.getKey().getName(),
                                context.getFireInstanceId());
            }
        } catch (RuntimeException e) {
            LOG.error("{} {} failed and is taken again: {}", name, part, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
