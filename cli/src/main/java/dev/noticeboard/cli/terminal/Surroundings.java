package dev.noticeboard.cli.terminal;

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
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream stdin,
        InstantSource clock,
        Pauses pauses,
        RandomGenerator random,
        boolean interactive) {

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                InstantSource.system(),
                Pauses.ofThisThread(),
                RandomGenerator.getDefault(),
                Ansi.AUTO.enabled());
    }
}
