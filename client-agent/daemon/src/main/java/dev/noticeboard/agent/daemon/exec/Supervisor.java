package dev.noticeboard.agent.daemon.exec;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.Splay;
import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.agent.daemon.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a process with parameters as its environment, and starts it anew (or signals it) when they changed.
 *
 * <p>One process at a time. A change waits for the splay, then looks again: nothing readable, or the same environment, leaves the
 * process alone. A restart sends TERM, after the kill time-out KILL, and starts the next one when the old one has ended.
 * When the process ends by itself, or by a signal that was passed on, that is the end, with its status. Every event (a
 * change, an exit, a signal, a time-out) comes through one lock, so none meets another half done. Thread-safe.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /**
     * How to run it.
     *
     * @param words the command
     * @param names what parameters are called there
     * @param onChange what a change does
     * @param splay the longest random delay of that
     * @param killTimeout between TERM and KILL
     */
    public record Plan(List<String> words, EnvNames names, OnChange onChange, Duration splay, Duration killTimeout) {
        public Plan {
            words = List.copyOf(words);
        }
    }

    private final Plan plan;
    private final Views views;
    private final Processes processes;
    private final Later later;
    private final RandomGenerator random;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private Processes.@Nullable Child child;
    private Map<String, String> environment = Map.of();
    private int generation;
    private boolean changeWaits;
    private boolean restarting;
    private boolean stopping;

    /** Starts nothing yet. */
    public Supervisor(Plan plan, Views views, Processes processes, Later later, RandomGenerator random) {
        this.plan = plan;
        this.views = views;
        this.processes = processes;
        this.later = later;
        this.random = random;
    }

    /**
     * Starts the process.
     *
     * @return its status, once it has ended for good
     * @throws ConfigException if there is nothing to read, or it cannot be an environment
     * @throws Processes.ProcessStartException if the command cannot be run
     */
    public synchronized CompletableFuture<Integer> start() {
        Views.Looked looked = views.look();
        if (looked instanceof Views.Looked.Nothing nothing) {
            throw new ConfigException("not started: " + nothing.reason());
        }
        if (looked instanceof Views.Looked.Seen seen) {
            environment = environment(seen.view());
        }
        launch();
        return ended;
    }

    private Map<String, String> environment(View view) {
        return plan.names().environment(view.values());
    }

    private void launch() {
        int mine = ++generation;
        child = processes.start(plan.words(), environment, status -> exited(mine, status));
    }

    /** Parameters changed. Changes during a splay are one. */
    public synchronized void changed() {
        if (!(plan.onChange() instanceof OnChange.Nothing) && !changeWaits && !stopping) {
            changeWaits = true;
            later.after(Splay.upTo(plan.splay(), random), this::apply);
        }
    }

    private synchronized void apply() {
        changeWaits = false;
        if (stopping || !newEnvironment()) {
            return;
        }
        if (plan.onChange() instanceof OnChange.Signal signal) {
            tell(signal.name());
        } else if (!restarting) {
            restarting = true;
            end();
        }
    }

    private boolean newEnvironment() {
        Views.Looked looked = views.look();
        if (!(looked instanceof Views.Looked.Seen seen)) {
            LOG.error("the process goes on as it is: {}", looked);
            return false;
        }
        try {
            Map<String, String> next = environment(seen.view());
            boolean other = !next.equals(environment);
            environment = next;
            return other;
        } catch (ConfigException e) {
            LOG.error("the process goes on as it is: {}", e.getMessage());
            return false;
        }
    }

    /** Passes a signal on; INT and TERM also mean that no other process follows. */
    public synchronized void signal(String name) {
        if (name.equals("TERM") || name.equals("INT")) {
            stopping = true;
            tell(name);
            killLater();
        } else {
            tell(name);
        }
    }

    private void end() {
        tell("TERM");
        killLater();
    }

    private void killLater() {
        int mine = generation;
        later.after(plan.killTimeout(), () -> kill(mine));
    }

    private synchronized void kill(int which) {
        if (which == generation && !ended.isDone()) {
            LOG.warn("the process did not end within {} and is killed", plan.killTimeout());
            tell("KILL");
        }
    }

    private void tell(String signal) {
        if (child != null) {
            child.signal(signal);
        }
    }

    private synchronized void exited(int which, int status) {
        if (which != generation) {
            return;
        }
        child = null;
        if (!restarting || stopping) {
            ended.complete(status);
            return;
        }
        restarting = false;
        try {
            launch();
        } catch (Processes.ProcessStartException e) {
            LOG.error("cannot start again: {}", e.getMessage());
            ended.complete(127);
        }
    }
}
