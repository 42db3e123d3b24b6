package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two hundred agents in one process on the embedded default: every notice reaches every one of them, soon. */
@EmbeddedOnly("its time limits were measured there")
class FleetOfTwoHundredIT {
    private static final int AGENTS = 200;
    private static final int CHANGES = 20;
    private static final String NAMESPACE = "/fleet/it";

    @Test
    void put_whenTwoHundredAgentsListen_reachesTheLastWithinTwoSecondsAndIsMissedByNone() throws Exception {
        List<ParameterAgent> agents = new ArrayList<>();
        AtomicReference<CountDownLatch> told = new AtomicReference<>(new CountDownLatch(0));
        try (TestCloud cloud = TestCloud.embedded();
                TestBoard board = new TestBoard(cloud)) {
            try {
                board.put(NAMESPACE + "/a", "0");
                for (int i = 0; i < AGENTS; i++) {
                    agents.add(ParameterAgent.start(board.pushed(NAMESPACE, "host-" + i)
                            .listener(change -> told.get().countDown())
                            .removeLeaseOnClose(false)
                            .build()));
                }
                Await.until(
                        "all are registered",
                        () -> agents.stream().allMatch(a -> a.status().registered()));
                List<Long> millis = new ArrayList<>();
                for (int i = 1; i <= CHANGES; i++) {
                    CountDownLatch all = new CountDownLatch(AGENTS);
                    told.set(all);
                    long sent = System.nanoTime();
                    board.put(NAMESPACE + "/a", Integer.toString(i));
                    assertTrue(all.await(30, TimeUnit.SECONDS), all.getCount() + " agents missed change " + i);
                    millis.add((System.nanoTime() - sent) / 1_000_000);
                }
                millis.sort(null);
                long median = millis.get(CHANGES / 2);
                System.out.printf(
                        "%d agents, %d changes: the last agent had it after %d ms (median), %d ms (most)%n",
                        AGENTS, CHANGES, median, millis.get(CHANGES - 1));
                for (ParameterAgent agent : agents) {
                    // A poll may have been first now and then; its notice is then counted as a duplicate.
                    Await.until("every notice was received", () -> {
                        AgentStatus.Counts counts = agent.status().counts();
                        return counts.appliedByPush() + counts.duplicates() >= CHANGES;
                    });
                    AgentStatus.Counts counts = agent.status().counts();
                    assertEquals(0, counts.gaps(), "no notice was missed");
                    assertEquals(CHANGES, counts.appliedByPush() + counts.appliedByPoll());
                    assertEquals(
                            Integer.toString(CHANGES),
                            agent.get(NAMESPACE + "/a").orElseThrow());
                }
                assertTrue(median <= 2000, "the last agent had it after " + median + " ms at the median");
            } finally {
                agents.parallelStream().forEach(ParameterAgent::close);
            }
        }
    }
}
