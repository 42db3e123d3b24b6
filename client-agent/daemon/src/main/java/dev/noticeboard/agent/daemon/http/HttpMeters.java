package dev.noticeboard.agent.daemon.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The metrics that {@code /metrics} shows: those of the process, of this HTTP, and whatever goes to Micrometer's global registry,
 * as the agents' do. Thread-safe.
 */
final class HttpMeters implements AutoCloseable {
    /** Prometheus' text format (its documentation, "Exposition formats"). */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    HttpMeters(Supplier<Number> connections, Supplier<Number> waiting) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("noticeboard.http.connections", connections)
                .description("Connections that are served")
                .register(registry);
        Gauge.builder("noticeboard.http.polls", waiting)
                .description("Long polls that wait")
                .register(registry);
        Metrics.addRegistry(registry);
    }

    /** Counts a request with its time. */
    void answered(String route, int status, long nanos) {
        registry.timer("noticeboard.http.requests", "route", route, "status", Integer.toString(status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        Metrics.removeRegistry(registry);
        registry.close();
    }
}
