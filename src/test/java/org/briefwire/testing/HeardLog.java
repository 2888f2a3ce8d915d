package org.briefwire.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged while a test listens. Other tests run beside it: look for your own words. */
public final class HeardLog implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event.getLevel() + " " + event.getFormattedMessage());
                }
            };

    private HeardLog(String speaker) {
        logger = (Logger) LoggerFactory.getLogger(speaker);
        appender.start();
        logger.addAppender(appender);
    }

    public static HeardLog of(Class<?> speaker) {
        return new HeardLog(speaker.getName());
    }

    /** What any class logs. */
    public static HeardLog ofAll() {
        return new HeardLog(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Each line that has the words, with its level. */
    public List<String> lines(String words) {
        return lines.stream().filter(line -> line.contains(words)).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
    }
}
