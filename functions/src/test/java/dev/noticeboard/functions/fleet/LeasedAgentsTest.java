package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeasedAgentsTest {
    private static final Namespace NS = new Namespace("/billing/prod");

    private final ManualTime time = new ManualTime();
    private final FakeLeases leases = new FakeLeases();

    private void lease(Namespace namespace, String agent, Duration length) {
        leases.save(new Lease(
                namespace,
                agent,
                1,
                "me",
                Map.of(),
                "queue-" + agent,
                null,
                null,
                time.instant().plus(length)));
    }

    @Test
    void count_whenSomeLeasesHaveEnded_countsTheOthersOfTheNamespace() {
        lease(NS, "a", Duration.ofMinutes(1));
        lease(NS, "b", Duration.ofMinutes(2));
        lease(new Namespace("/other"), "c", Duration.ofMinutes(2));
        LeasedAgents agents = new LeasedAgents(leases, time);
        assertEquals(2, agents.count(NS));
        time.pause(Duration.ofMinutes(1));
        assertEquals(1, agents.count(NS));
        assertEquals(0, agents.count(new Namespace("/")));
    }
}
