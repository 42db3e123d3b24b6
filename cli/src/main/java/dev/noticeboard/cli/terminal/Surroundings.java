package dev.noticeboard.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command finds around it.
 *
 * @param environment the environment variables
 * @param stdin what is piped in
 * @param clock for progress only
 * @param pauses waits between tries and polls
 * @param random for the jitter of retries
 * @param interactive whether a person looks at a terminal that can move its cursor
 * @param canAsk whether a person can be asked: standard input and output are a terminal
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream stdin,
        InstantSource clock,
        Pauses pauses,
        RandomGenerator random,
        boolean interactive,
        boolean canAsk) {

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                InstantSource.system(),
                Pauses.ofThisThread(),
                RandomGenerator.getDefault(),
                Ansi.AUTO.enabled(),
                onTerminal());
    }

    /** From JDK 22 on there is a console without a terminal too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // Null is the answer of older ones only, as the code below knows.
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
