package dev.noticeboard.agent.daemon.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Processes that exist in a list only. A command's first word says what becomes of it unless {@link #outcome} says otherwise. */
public final class FakeProcesses implements Processes {
    /** A process that was started. */
    public static final class Started implements Child {
        public final List<String> words;
        public final Map<String, String> environment;
        public final List<String> signals = new ArrayList<>();
        private final IntConsumer onExit;

        Started(List<String> words, Map<String, String> environment, IntConsumer onExit) {
            this.words = words;
            this.environment = environment;
            this.onExit = onExit;
        }

        @Override
        public void signal(String signal) {
            signals.add(signal);
        }

        public void exit(int status) {
            onExit.accept(status);
        }
    }

    public final List<List<String>> ran = new ArrayList<>();
    public final List<Started> started = new ArrayList<>();
    public final List<String> sent = new ArrayList<>();
    public Function<List<String>, Ran> outcome =
            words -> words.get(0).equals("/nowhere") ? new Ran.NotStarted("cannot run /nowhere") : new Ran.Exited(0, 0);

    @Override
    public Ran run(List<String> words, Duration timeout) {
        ran.add(words);
        return outcome.apply(words);
    }

    @Override
    public Child start(List<String> words, Map<String, String> environment, IntConsumer onExit) {
        if (words.get(0).equals("/nowhere")) {
            throw new ProcessStartException("cannot run /nowhere: it is not there, or may not be run.");
        }
        Started child = new Started(words, environment, onExit);
        started.add(child);
        if (words.get(0).equals("/bin/sh")) {
            child.exit(Integer.parseInt(words.get(2).replace("exit ", "")));
        }
        return child;
    }

    @Override
    public boolean signal(long pid, String signal) {
        sent.add(signal + " " + pid);
        return pid < 1_000_000_000;
    }
}
