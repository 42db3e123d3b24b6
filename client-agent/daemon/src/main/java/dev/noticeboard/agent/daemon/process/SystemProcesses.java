package dev.noticeboard.agent.daemon.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** The host's processes. Signals other than TERM and KILL, which Java cannot send, go through the {@code kill} command (POSIX). */
public final class SystemProcesses implements Processes {
    private static final Duration KILL_TAKES = Duration.ofSeconds(5);

    @Override
    public Ran run(List<String> words, Duration timeout) {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
        } catch (IOException e) {
            return new Ran.NotStarted("cannot run " + words.get(0));
        }
        AtomicLong bytes = new AtomicLong();
        Thread drain = new Thread(() -> drain(process.getInputStream(), bytes), "noticeboard-command-output");
        drain.setDaemon(true);
        drain.start();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                return new Ran.TimedOut();
            }
            // What the command left running may hold its output open.
            drain.join(1000);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            return new Ran.TimedOut();
        }
        return new Ran.Exited(process.exitValue(), bytes.get());
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void drain(InputStream in, AtomicLong bytes) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.addAndGet(n);
            }
        } catch (IOException closed) {
            // The process was killed: what it wrote until then is counted.
        }
    }

    @Override
    public Child start(List<String> words, Map<String, String> environment, IntConsumer onExit) {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ProcessStartException("cannot run " + words.get(0) + ": it is not there, or may not be run.");
        }
        var unused = process.onExit().thenAccept(ended -> onExit.accept(ended.exitValue()));
        return signal -> send(process, signal);
    }

    private void send(Process process, String signal) {
        if (!process.isAlive()) {
            return;
        }
        switch (signal) {
            case "KILL" -> process.destroyForcibly();
            case "TERM" -> process.destroy();
            default -> signal(process.pid(), signal);
        }
    }

    @Override
    public boolean signal(long pid, String signal) {
        return run(List.of("kill", "-s", signal, String.valueOf(pid)), KILL_TAKES) instanceof Ran.Exited e
                && e.status() == 0;
    }
}
