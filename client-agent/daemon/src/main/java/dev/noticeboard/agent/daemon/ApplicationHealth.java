package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.refresh.ThreadTimer;
import dev.noticeboard.agent.report.HealthCheck;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Asks the application's health URL in a thread of its own, since an answer may take its time. Thread-safe. */
final class ApplicationHealth implements AutoCloseable {
    private final ThreadTimer timer;
    private final HealthCheck check;

    private ApplicationHealth(ThreadTimer timer, HealthCheck check) {
        this.timer = timer;
        this.check = check;
    }

    /**
     * Begins to ask; empty where no URL is set.
     *
     * @param told hears each outcome, and what is wrong if something is
     */
    static Optional<ApplicationHealth> start(Settings.Group process, BiConsumer<Boolean, @Nullable String> told) {
        return process.uri(Setting.HEALTH_URL).map(url -> {
            ThreadTimer timer = new ThreadTimer(task -> {
                Thread thread = new Thread(task, "noticeboard-health");
                thread.setDaemon(true);
                return thread;
            });
            HealthCheck check = new HealthCheck(
                    url,
                    process.duration(Setting.HEALTH_TIMEOUT),
                    process.duration(Setting.HEALTH_INTERVAL),
                    timer,
                    told);
            check.start();
            return new ApplicationHealth(timer, check);
        });
    }

    /** Asks nothing more. */
    @Override
    public void close() {
        check.close();
        timer.close();
    }
}
