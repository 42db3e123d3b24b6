package dev.noticeboard.agent.daemon.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Starts other processes, and sends signals. Thread-safe. */
public interface Processes {
    /** The signals that are sent and passed on, by their POSIX names. */
    List<String> SIGNALS = List.of("HUP", "INT", "TERM", "USR1", "USR2");

    /**
     * Runs a command to its end. Its output is counted and thrown away, because it could quote a value.
     *
     * @param timeout after it the command and what it started are killed
     */
    Ran run(List<String> words, Duration timeout);

    /**
     * Starts a process that shares standard input, output and error with this one.
     *
     * @param environment put over this process's own
     * @param onExit told its status once, from another thread: as a shell has it, 128 and the signal's number if one ended it
     * @throws ProcessStartException if it cannot be started
     */
    Child start(List<String> words, Map<String, String> environment, IntConsumer onExit);

    /**
     * Sends a signal to any process.
     *
     * @return whether it was sent
     */
    boolean signal(long pid, String signal);

    /** A process that was started. */
    interface Child {
        /** Sends it one of {@link #SIGNALS}, or KILL. Nothing happens if it has ended. */
        void signal(String signal);
    }

    /** How a command ended. */
    sealed interface Ran {
        /** It ended by itself, having written so much to standard output and error together. */
        record Exited(int status, long outputBytes) implements Ran {}

        /** It took too long, and was killed. */
        record TimedOut() implements Ran {}

        /** It never ran, for this reason, which holds none of the command's arguments. */
        record NotStarted(String reason) implements Ran {}
    }

    /** A process cannot be started; the message names the program only. */
    final class ProcessStartException extends RuntimeException {
        public ProcessStartException(String message) {
            super(message);
        }
    }
}
