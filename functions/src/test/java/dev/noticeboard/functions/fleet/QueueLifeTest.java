package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.publish.ResourceNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ephemeral queue's whole life with a crash at every point of it, as drawn in {@code docs/queue-life.md}: before and after each
 * write of the lease, each making and removing of queue and subscription. Whatever is left then, a living agent ends with one queue,
 * subscribed, and nothing else; of a dead one nothing is left after two turns of the sweeper.
 */
@DisplayName("docs/queue-life.md: a crash between any two steps")
class QueueLifeTest {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Registry.Caller ME =
            new Registry.Caller("arn:aws:sts::123456789012:assumed-role/host/i-1", "AROAHOST:i-1");
    private static final Registry.Caller OTHER = new Registry.Caller("arn:aws:iam::123456789012:user/o", "AIDAOTHER");

    /** A part of the life during which the function dies; what comes before it goes well. */
    private enum Stage {
        /** The first registration. */
        CREATE(8) {
            @Override
            void run(QueueLifeTest t) {
                t.register(ME, false);
            }
        },
        /** A renewal of a lease with its mailbox. */
        RENEW(2) {
            @Override
            void before(QueueLifeTest t) {
                CREATE.run(t);
            }

            @Override
            void run(QueueLifeTest t) {
                t.register(ME, false);
            }
        },
        /** Another queue, since the agent lost its own. */
        REPLACE(12) {
            @Override
            void before(QueueLifeTest t) {
                CREATE.run(t);
            }

            @Override
            void run(QueueLifeTest t) {
                t.register(ME, true);
            }
        },
        /** Another holder, since the lease ended. */
        TAKE_OVER(12) {
            @Override
            void before(QueueLifeTest t) {
                t.register(OTHER, false);
                t.time.pause(LEASE);
            }

            @Override
            void run(QueueLifeTest t) {
                t.register(ME, false);
            }
        },
        /** The agent gives its lease back. */
        END(6) {
            @Override
            void before(QueueLifeTest t) {
                CREATE.run(t);
            }

            @Override
            void run(QueueLifeTest t) {
                t.registry.end(NS, "host-1", ME.principal());
            }
        },
        /** The sweep of an ended lease. */
        SWEEP(6) {
            @Override
            void before(QueueLifeTest t) {
                CREATE.run(t);
                t.time.pause(LEASE.plus(GRACE).plusSeconds(1));
            }

            @Override
            void run(QueueLifeTest t) {
                t.sweeper.sweep();
            }
        },
        /** The sweep of a queue that no lease names: what a crash of the end left. */
        SWEEP_ORPHAN(4) {
            @Override
            void before(QueueLifeTest t) {
                CREATE.run(t);
                t.leases.remove(t.leases.find(NS, "host-1").orElseThrow());
                t.time.pause(Duration.ofMinutes(6));
            }

            @Override
            void run(QueueLifeTest t) {
                t.sweeper.sweep();
            }
        };

        /** How many points it has to die at: two for each step. */
        private final int points;

        Stage(int points) {
            this.points = points;
        }

        void before(QueueLifeTest t) {}

        abstract void run(QueueLifeTest t);
    }

    /** A stage, and the point of it at which the function dies. */
    private record Crash(Stage stage, int point) {}

    static Stream<Crash> crashes() {
        return Stream.of(Stage.values())
                .flatMap(stage ->
                        Stream.iterate(0, p -> p + 1).limit(stage.points).map(p -> new Crash(stage, p)));
    }

    private final ManualTime time = new ManualTime();
    private final CrashPoint crash = new CrashPoint();
    private final FakeLeases kept = new FakeLeases();
    private final Leases leases = new CrashingLeases(kept, crash);
    private final FakeMailboxes mailboxes = new FakeMailboxes(time, crash);
    private final Registry registry =
            new Registry(leases, mailboxes, new ResourceNames("noticeboard"), LEASE, time, new Random(1));
    private final Sweeper sweeper = new Sweeper(leases, mailboxes, GRACE, time);

    private void register(Registry.Caller caller, boolean newQueue) {
        assertInstanceOf(
                Registry.Result.Leased.class,
                registry.register(NS, "host-1", caller, Map.of("ring", "canary"), newQueue));
    }

    private String die(Crash at) {
        at.stage.before(this);
        crash.at(at.point);
        try {
            at.stage.run(this);
        } catch (CrashPoint.Death death) {
            crash.never();
            return String.valueOf(death.getMessage());
        }
        throw new AssertionError(at + " was not reached");
    }

    /** A neighbour that is there all the time: whatever is mended must not cost it anything. */
    private void neighbour() {
        assertInstanceOf(Registry.Result.Leased.class, registry.register(NS, "host-2", OTHER, Map.of(), false));
    }

    private Set<String> queuesNamed() {
        Set<String> named = new TreeSet<>();
        kept.each(lease -> named.add(lease.queueName()));
        return named;
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void agent_whenItLivesOn_endsWithOneQueueSubscribed(Crash at) {
        neighbour();
        String where = die(at);
        if (at.stage == Stage.TAKE_OVER) {
            // The holder before is gone; its lease had ended.
            assertTrue(kept.find(NS, "host-1").isPresent(), where);
        }
        for (int thirds = 0; thirds < 4; thirds++) {
            neighbour();
            register(ME, false);
            time.pause(LEASE.dividedBy(3));
            sweeper.sweep();
        }
        Lease mine = kept.find(NS, "host-1").orElseThrow();
        assertEquals(mine.queueName(), queue(mine), where);
        assertEquals(2, queuesNamed().size(), where);
        assertEquals(queuesNamed(), mailboxes.queues(), where);
        assertEquals(queuesNamed(), mailboxes.subscribed(), where);
        assertEquals("AROAHOST", mine.sender(), where);
    }

    private static String queue(Lease lease) {
        Mailbox mailbox = lease.mailbox();
        return mailbox == null ? "none" : mailbox.queueUrl().substring("url:".length());
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void nothing_whenTheAgentIsDead_isLeftAfterTwoSweeps(Crash at) {
        String where = die(at);
        for (int turns = 0; turns < 2; turns++) {
            time.pause(LEASE.plus(GRACE).plusSeconds(1));
            sweeper.sweep();
        }
        assertEquals(Set.of(), queuesNamed(), where);
        assertEquals(Set.of(), mailboxes.queues(), where);
        assertEquals(Set.of(), mailboxes.subscribed(), where);
    }

    /** The points of the drawing are those of the code: a step more, and this test asks for it. */
    @Test
    void stages_whenNothingCrashes_haveAsManyPointsAsAreTried() {
        for (Stage stage : Stage.values()) {
            QueueLifeTest life = new QueueLifeTest();
            stage.before(life);
            life.crash.at(Integer.MAX_VALUE);
            stage.run(life);
            assertEquals(stage.points, life.crash.reached(), stage.name());
        }
    }

    /** Account limits: a queue or a subscription that is refused leaves a lease that the next call finishes. */
    @Test
    void registration_whenTheAccountsLimitIsMet_isFinishedByALaterCallAndLeavesNothingElse() {
        for (int step : List.of(0, 1, 2)) {
            mailboxes.throttled(true);
            mailboxes.failAfter(step);
            MailboxUnavailableException refused =
                    assertThrows(MailboxUnavailableException.class, () -> register(ME, true));
            assertTrue(refused.throttled());
            mailboxes.failAfter(Integer.MAX_VALUE);
            register(ME, false);
            time.pause(Duration.ofMinutes(6));
            sweeper.sweep();
            assertEquals(queuesNamed(), mailboxes.queues());
            assertEquals(queuesNamed(), mailboxes.subscribed());
            assertEquals(1, mailboxes.queues().size());
        }
    }
}
