package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.process.Later;
import dev.noticeboard.agent.daemon.process.Ownership;
import dev.noticeboard.agent.daemon.process.PosixOwnership;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.Signals;
import dev.noticeboard.agent.daemon.process.SystemProcesses;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What the commands need of the host they run on, so that tests can stand in for it.
 *
 * @param environment the process's variables
 */
record Host(
        Map<String, String> environment,
        Processes processes,
        Ownership ownership,
        Signals signals,
        Later later,
        RandomGenerator random,
        Clock clock,
        Connections connections) {

    static Host ofThisProcess() {
        return new Host(
                System.getenv(),
                new SystemProcesses(),
                new PosixOwnership(),
                Signals.ofThisProcess(),
                Later.byThread("noticeboard-later"),
                new Random(),
                Clock.systemUTC(),
                new Connections(System.getenv()));
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "host";
    }
}
