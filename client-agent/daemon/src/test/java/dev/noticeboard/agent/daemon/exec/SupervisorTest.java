package dev.noticeboard.agent.daemon.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.config.ConfigException;
import dev.noticeboard.agent.daemon.process.FakeProcesses;
import dev.noticeboard.agent.daemon.process.ManualLater;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.agent.daemon.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A process with parameters as its environment, through fakes of processes and time. */
class SupervisorTest {
    private final FakeProcesses processes = new FakeProcesses();
    private final ManualLater later = new ManualLater();
    private Views.Looked looked = seen("1");

    private static Views.Looked seen(String value) {
        return new Views.Looked.Seen(new View(Map.of("/shop/prod/db/pool-size", value), Map.of()));
    }

    private Supervisor supervisor(String onChange, String... words) {
        Supervisor.Plan plan = new Supervisor.Plan(
                List.of(words),
                new EnvNames(List.of("/shop/prod"), true),
                OnChange.parse(onChange),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        return new Supervisor(plan, () -> looked, processes, later, new Random(1));
    }

    @Test
    void start_whenThereAreParameters_runsTheCommandWithThem() {
        CompletableFuture<Integer> ended = supervisor("restart", "server", "-x").start();
        FakeProcesses.Started child = processes.started.get(0);
        assertEquals(List.of("server", "-x"), child.words);
        assertEquals(Map.of("DB_POOL_SIZE", "1"), child.environment);
        child.exit(42);
        assertEquals(42, ended.join());
    }

    @Test
    void start_whenTheReadIsEmptyOrFailed_startsNothing() {
        looked = new Views.Looked.Nothing("/shop/prod was not read yet.");
        assertThrows(
                ConfigException.class, () -> supervisor("restart", "server").start());
        assertEquals(List.of(), processes.started);
        looked = seen("1");
        assertThrows(
                Processes.ProcessStartException.class,
                () -> supervisor("restart", "/nowhere").start());
    }

    @Test
    void change_whenItRestarts_waitsForTheSplayThenTermsAndStartsTheNextAfterTheEnd() {
        Supervisor s = supervisor("restart", "server");
        CompletableFuture<Integer> ended = s.start();
        looked = seen("2");
        s.changed();
        s.changed();
        assertEquals(1, later.delays.size(), "changes during a splay are one");
        assertTrue(later.delays.get(0).compareTo(Duration.ofSeconds(5)) <= 0);
        assertEquals(List.of(), processes.started.get(0).signals);
        later.run(0);
        assertEquals(List.of("TERM"), processes.started.get(0).signals);
        assertEquals(1, processes.started.size(), "never two at once");
        looked = seen("3");
        s.changed();
        later.run(2);
        processes.started.get(0).exit(143);
        assertEquals(Map.of("DB_POOL_SIZE", "3"), processes.started.get(1).environment);
        assertEquals(List.of(), processes.started.get(1).signals, "the newest environment is in the next one already");
        later.run(1);
        assertEquals(List.of(), processes.started.get(1).signals, "a time-out of the one before kills nobody");
        assertFalse(ended.isDone());
        processes.started.get(1).exit(0);
        assertEquals(0, ended.join());
    }

    @Test
    void restart_whenTheProcessDoesNotEnd_killsItAfterTheTimeout() {
        Supervisor s = supervisor("restart", "server");
        var unused = s.start();
        looked = seen("2");
        s.changed();
        later.run(0);
        assertEquals(Duration.ofSeconds(10), later.delays.get(1));
        later.run(1);
        assertEquals(List.of("TERM", "KILL"), processes.started.get(0).signals);
    }

    @Test
    void change_whenNothingDiffersOrNothingCanBeRead_leavesTheProcessAlone() {
        Supervisor s = supervisor("restart", "server");
        var unused = s.start();
        s.changed();
        later.run(0);
        looked = new Views.Looked.Nothing("is stale");
        s.changed();
        later.run(1);
        looked = new Views.Looked.Seen(new View(Map.of("/shop/prod/a.b", "1", "/shop/prod/a-b", "2"), Map.of()));
        s.changed();
        later.run(2);
        assertEquals(List.of(), processes.started.get(0).signals);
    }

    @Test
    void change_whenItSignals_sendsTheSignal_andWithNoneDoesNothing() {
        Supervisor signals = supervisor("signal:hup", "server");
        var unusedSignals = signals.start();
        looked = seen("2");
        signals.changed();
        later.run(0);
        assertEquals(List.of("HUP"), processes.started.get(0).signals);
        Supervisor none = supervisor("none", "server");
        var unusedNone = none.start();
        none.changed();
        assertEquals(1, later.delays.size());
    }

    @Test
    void signal_whenPassedOn_endsWithTheProcessAndStartsNoOther() {
        Supervisor s = supervisor("restart", "server");
        CompletableFuture<Integer> ended = s.start();
        s.signal("USR1");
        looked = seen("2");
        s.changed();
        later.run(0);
        s.signal("TERM");
        assertEquals(List.of("USR1", "TERM", "TERM"), processes.started.get(0).signals);
        processes.started.get(0).exit(143);
        assertEquals(143, ended.join());
        assertEquals(1, processes.started.size());
    }

    @Test
    void names_whenMapped_areVariablesAndCollisionsAreRefusedWithBoth() {
        EnvNames names = new EnvNames(List.of("/shop/prod", "/shop/prod/db"), false);
        assertEquals("host", names.variable("/shop/prod/db/host"));
        assertEquals("web_max_conns", names.variable("/shop/prod/web/max-conns"));
        assertEquals("_2nd", names.variable("/shop/prod/2nd"));
        assertEquals("other_x_y", names.variable("/other/x/y"));
        ConfigException both = assertThrows(
                ConfigException.class,
                () -> names.environment(Map.of("/shop/prod/a.b", "secret", "/shop/prod/a-b", "s")));
        String message = String.valueOf(both.getMessage());
        assertTrue(
                message.contains("/shop/prod/a.b") && message.contains("/shop/prod/a-b") && message.contains("a_b"),
                message);
        assertFalse(message.contains("secret"));
        assertThrows(ConfigException.class, () -> names.environment(Map.of("/shop/prod/a", "x\0")));
        assertThrows(ConfigException.class, () -> names.environment(Map.of("/shop/prod/a", "x".repeat(131_071))));
        assertThrows(ConfigException.class, () -> OnChange.parse("signal:WINCH"));
    }
}
