package dev.noticeboard.agent.daemon.render;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.process.Splay;
import dev.noticeboard.agent.daemon.view.Views;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All templates of a process: rendered together from one view, reloaded each after its own splay. Thread-safe. */
public final class Renderings {
    private static final Logger LOG = LoggerFactory.getLogger(Renderings.class);

    private final List<RenderJob> jobs;
    private final Views views;
    private final Later later;
    private final RandomGenerator random;
    private final Consumer<String> say;
    private final AtomicInteger reloadFailures = new AtomicInteger();
    private final Set<RenderJob> waiting = new HashSet<>();

    /** @param say told what was done, a line each, without values */
    public Renderings(List<RenderJob> jobs, Views views, Later later, RandomGenerator random, Consumer<String> say) {
        this.jobs = List.copyOf(jobs);
        this.views = views;
        this.later = later;
        this.random = random;
        this.say = say;
    }

    /** How many readers could not be told of their new file so far. */
    public int reloadFailures() {
        return reloadFailures.get();
    }

    /** Whether there is anything to render. */
    public boolean isEmpty() {
        return jobs.isEmpty();
    }

    /**
     * Renders all; what fails keeps its old file and does not hold up the rest.
     *
     * @return how many were refused
     */
    public synchronized int renderAll() {
        if (jobs.isEmpty()) {
            return 0;
        }
        if (!(views.look() instanceof Views.Looked.Seen seen)) {
            LOG.error("nothing rendered, {} files stay as they are: {}", jobs.size(), views.look());
            return jobs.size();
        }
        int refused = 0;
        for (RenderJob job : jobs) {
            String output = job.entry().name();
            RenderJob.Outcome outcome = job.render(seen.view());
            if (outcome instanceof RenderJob.Outcome.Written w) {
                say.accept("rendered " + output + ", " + w.bytes() + " bytes");
                scheduleReload(job);
            } else if (outcome instanceof RenderJob.Outcome.Refused r) {
                refused++;
                LOG.error("{} stays as it is: {}", output, r.reason());
                say.accept("kept " + output + ": " + r.reason());
            }
        }
        return refused;
    }

    /** Changes that come while a reload waits are reloaded with it. */
    private void scheduleReload(RenderJob job) {
        if (waiting.add(job)) {
            later.after(Splay.upTo(job.entry().duration(Setting.SPLAY), random), () -> reload(job));
        }
    }

    private void reload(RenderJob job) {
        synchronized (this) {
            waiting.remove(job);
        }
        String failure = job.reload();
        if (!failure.isEmpty()) {
            reloadFailures.incrementAndGet();
            LOG.error(
                    "{} was written, but its reader was not told: {}",
                    job.entry().name(),
                    failure);
        }
    }
}
