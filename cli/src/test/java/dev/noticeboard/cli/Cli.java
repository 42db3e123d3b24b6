package dev.noticeboard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs the command line as a user would, with its streams captured and no pause longer than it takes to record it. */
final class Cli {
    /** How a command ended. */
    record Run(int status, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    final Map<String, String> environment = new HashMap<>();
    final List<Duration> pauses = new ArrayList<>();
    byte[] stdin = {};
    boolean interactive;
    boolean canAsk;
    /** The time that commands see. */
    Instant now = Instant.EPOCH;
    /** Called at each pause; false ends the command as an interrupt does. */
    Runnable atPause = () -> {};

    int pausesAllowed = Integer.MAX_VALUE;

    Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                environment,
                new ByteArrayInputStream(stdin),
                () -> now,
                length -> {
                    pauses.add(length);
                    atPause.run();
                    return pauses.size() <= pausesAllowed;
                },
                new Random(7),
                interactive,
                canAsk);
        int status = NoticeboardCli.commandLine(surroundings)
                .setColorScheme(CommandLine.Help.defaultColorScheme(interactive ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Run(status, out.toString(), err.toString());
    }

    /** Runs it against a board. */
    Run on(FakeBoard board, String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        int dashes = all.indexOf("--");
        all.addAll(dashes < 0 ? all.size() : dashes, List.of("--endpoint", board.endpoint()));
        return run(all.toArray(String[]::new));
    }

    /** As {@link #on}, and it must succeed. */
    Run done(FakeBoard board, String... args) {
        Run run = on(board, args);
        assertEquals(0, run.status(), run.err());
        return run;
    }

    /** As {@link #on}, and the board must refuse it. */
    Run refused(FakeBoard board, String... args) {
        Run run = on(board, args);
        assertEquals(1, run.status(), run.out());
        return run;
    }

    /** As {@link #on}, interrupted once the board holds a read of it back. */
    Run interrupted(FakeBoard board, String... args) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        board.atWait = () -> {
            waiting.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        List<Run> ended = new ArrayList<>();
        Thread thread = new Thread(() -> ended.add(on(board, args)));
        thread.start();
        assertTrue(waiting.await(20, TimeUnit.SECONDS));
        thread.interrupt();
        thread.join(20_000);
        never.countDown();
        return ended.get(0);
    }

    Cli piped(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }
}
