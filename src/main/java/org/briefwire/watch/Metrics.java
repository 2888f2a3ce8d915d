package org.briefwire.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The figures of a running process, under names that stay. No label holds an address or a name of a
 * person; providers are named only while they are sent to more slowly. Safe for many threads.
 */
public final class Metrics {
    /** Every provider that has no limit. */
    public static final String OTHERS = "others";

    /** The format that {@link #text} has (Prometheus exposition format 0.0.4). */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Handed, Counter> handed = new ConcurrentHashMap<>();

    private final List<Runnable> looks = new CopyOnWriteArrayList<>();

    private record Handed(String outcome, String server, String provider) {}

    /** An attempt to hand a message over has come to an end. */
    public void handedOver(String outcome, String server, String provider) {
        handed.computeIfAbsent(new Handed(outcome, server, provider), this::counter).increment();
    }

    private Counter counter(Handed key) {
        return Counter.builder("briefwire.handovers")
                .description("Attempts to hand a message over, by what came of them")
                .tag("outcome", key.outcome())
                .tag("server", key.server())
                .tag("provider", key.provider())
                .register(registry);
    }

    /** A figure that is asked for whenever it is collected. */
    public void figure(String name, String description, DoubleSupplier figure) {
        Gauge.builder(name, figure::getAsDouble).description(description).register(registry);
    }

    /** Figures of things that come and go, each under its name. */
    public Figures figures(String name, String description, String label) {
        return new Figures(
                MultiGauge.builder(name).description(description).register(registry), label);
    }

    /** Figures under one name. */
    public record Figures(MultiGauge gauge, String label) {
        /** These are all there are now. */
        public void set(Map<String, Double> figures) {
            gauge.register(
                    figures.entrySet().stream()
                            .map(figure -> row(figure.getKey(), figure::getValue))
                            .collect(Collectors.toList()),
                    true);
        }

        private MultiGauge.Row<?> row(String name, Supplier<Number> figure) {
            return MultiGauge.Row.of(Tags.of(label, name), figure);
        }
    }

    /** Does this before each collection: for figures that are looked up then. */
    public void before(Runnable look) {
        looks.add(look);
    }

    /** All figures, as Prometheus reads them. */
    public String text() {
        looks.forEach(Runnable::run);
        return registry.scrape();
    }
}
