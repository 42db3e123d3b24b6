package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.upkeep.Upkept.expiring;
import static dev.noticeboard.functions.upkeep.Upkept.put;
import static dev.noticeboard.functions.upkeep.Upkept.settings;
import static dev.noticeboard.functions.upkeep.Upkept.unchanged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.upkeep.PolicyEnforcer.Enforced;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.ChangeValidator.Verdict;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is due is done, once where that can be, at least once where it cannot, and never too early. */
class PolicyEnforcerTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:check";
    private static final Enforced NOTHING = new Enforced(0, 0, 0, 0, true);

    private final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    private final FakeBoardStore board = new FakeBoardStore();
    private final FakeUpkeepStore upkeep = new FakeUpkeepStore(board);
    private final FakeEvents events = new FakeEvents();
    private final Committer committer = Fixtures.committer(board, time, 1);
    private Verdict verdict = new Verdict.Accepted();

    private Enforced run() {
        return run(upkeep);
    }

    private Enforced run(UpkeepStore store) {
        ChangeValidator validator = (function, proposal) -> verdict;
        Committer deleter =
                new Committer(board, new SchemaRules(), validator, Fixtures.SETTINGS, time, time, new Random(1));
        return new PolicyEnforcer(store, deleter, events, time).run();
    }

    private void write(Wish... wishes) {
        Upkept.write(committer, wishes);
    }

    private Parameter now(String path) {
        return board.parameter(name(path)).orElseThrow();
    }

    private Instant in(long seconds) {
        return start.plusSeconds(seconds);
    }

    @Test
    void expiry_whenItsTimeHasCome_isAChangeSetWithAReasonAndAnEvent() {
        write(put("a", "1", expiring(in(60), null)));
        time.pause(Duration.ofSeconds(59));
        assertEquals(NOTHING, run());
        time.pause(Duration.ofSeconds(1));
        assertEquals(new Enforced(1, 0, 0, 0, true), run());
        assertTrue(now("a").tombstone());
        ChangeSet entry = board.changeSet(NS, 2).orElseThrow();
        assertEquals("noticeboard:policies", entry.by());
        assertEquals("expired at 2026-11-22T10:01:00Z by its policy", entry.why());
        assertEquals(
                List.of(new BoardEvent.OfParameter(
                        "/billing/prod/a@1/expired",
                        BoardEvent.Kind.EXPIRED,
                        NS,
                        name("a"),
                        1,
                        in(60),
                        "deleted at revision 2")),
                events.told());
        assertEquals(NOTHING, run());
    }

    @Test
    void expiry_whenItsTimeHasAFraction_isNotEarly() {
        write(put("a", "1", expiring(in(60).plusMillis(500), null)));
        time.pause(Duration.ofSeconds(60));
        assertEquals(NOTHING, run());
        assertFalse(now("a").tombstone());
        time.pause(Duration.ofMillis(500));
        assertEquals(1, run().expired());
    }

    @Test
    void expiry_whenSomebodyWroteANewVersion_leavesThatInPeace() {
        write(put("a", "1", expiring(in(60), null)));
        time.pause(Duration.ofMinutes(2));
        UpkeepStore behind = new StaleIndex(upkeep, upkeep.due(time.instant(), null, 1));
        write(put("a", "2", expiring(in(3600), null)));
        assertEquals(NOTHING, run(behind));
        assertEquals("2", now("a").value());
        write(put("b", "1", expiring(in(3600), null)));
        time.pause(Duration.ofHours(1));
        UpkeepStore racing = new StaleIndex(upkeep, upkeep.due(time.instant(), null, 10)) {
            @Override
            public Optional<Parameter> dueStill(DueParameter due) {
                var found = super.dueStill(due);
                write(Fixtures.put(due.name().text().substring("/billing/prod/".length()), "newer"));
                return found;
            }
        };
        assertEquals(NOTHING, run(racing), "a conflict: somebody was faster");
        assertEquals("newer", now("b").value());
        assertEquals(List.of(), events.ids());
    }

    @Test
    void notices_whenDue_areToldInOrderAndOnceEach() {
        write(put("a", "1", new Policies(in(100), Duration.ofSeconds(40), Duration.ofSeconds(30))));
        time.pause(Duration.ofSeconds(30));
        assertEquals(new Enforced(0, 1, 0, 0, true), run());
        assertEquals(NOTHING, run());
        time.pause(Duration.ofSeconds(30));
        assertEquals(new Enforced(0, 1, 0, 0, true), run());
        time.pause(Duration.ofSeconds(40));
        assertEquals(new Enforced(1, 0, 0, 0, true), run());
        assertEquals(
                List.of("/billing/prod/a@1/unchanged", "/billing/prod/a@1/expiring", "/billing/prod/a@1/expired"),
                events.ids());
        assertEquals("nobody changed it since " + start, events.told().get(0).text());
        assertEquals("it expires at " + in(100), events.told().get(1).text());
        assertEquals(NOTHING, run());
    }

    @Test
    void notices_whenARunComesLate_areAllTold() {
        write(put("a", "1", new Policies(in(100), Duration.ofSeconds(40), Duration.ofSeconds(30))));
        time.pause(Duration.ofHours(1));
        assertEquals(1, run().expired());
        assertEquals(3, events.told().size());
    }

    @Test
    void notices_whenTheBusDoesNotTakeThem_areToldLater() {
        write(put("a", "1", unchanged(Duration.ofSeconds(30))));
        write(put("b", "1", new Policies(in(40), Duration.ofSeconds(5), null)));
        time.pause(Duration.ofSeconds(35));
        events.down(true);
        assertEquals(new Enforced(0, 0, 0, 2, true), run());
        time.pause(Duration.ofSeconds(5));
        assertEquals(new Enforced(1, 0, 0, 1, true), run(), "an expiry does not wait for the bus");
        events.down(false);
        assertEquals(new Enforced(0, 1, 0, 0, true), run());
        assertEquals(List.of("/billing/prod/a@1/unchanged"), events.ids());
    }

    @Test
    void expiry_whenRulesForbidIt_isToldWithoutValuesAndTriedAgainInAnHour() {
        write(put("a", "s3cret", new Policies(in(60), null, Duration.ofMinutes(31))));
        write(new Wish.Bind("", Prefix.whole(NS), true, "{\"required\":[\"a\"]}", false, null));
        time.pause(Duration.ofSeconds(60));
        assertEquals(new Enforced(0, 0, 1, 0, true), run());
        assertEquals(List.of("/billing/prod/a@1/expiry-refused"), events.ids());
        String text = events.told().get(0).text();
        assertTrue(text.startsWith("refused: ") && text.contains("(required)"), text);
        time.pause(Duration.ofMinutes(29));
        assertEquals(NOTHING, run());
        time.pause(Duration.ofMinutes(1));
        assertEquals(1, run().refused(), "with the notice that comes between");
        assertEquals("/billing/prod/a@1/unchanged", events.ids().get(1));
        write(new Wish.Unbind("", Prefix.whole(NS), true, null));
        time.pause(Duration.ofMinutes(59));
        assertEquals(NOTHING, run());
        time.pause(Duration.ofMinutes(1));
        assertEquals(1, run().expired());
        assertFalse(events.told().toString().contains("s3cret"));
    }

    @Test
    void expiry_whenTheValidatorRefusesOrIsSilent_isTriedAgain() {
        write(put("a", "1", expiring(in(60), null)), settings(null, null, FUNCTION));
        time.pause(Duration.ofSeconds(60));
        verdict = new Verdict.Unavailable("took longer than 2000 ms");
        assertEquals(1, run().refused());
        assertEquals(List.of(), events.ids(), "a hiccup is not told");
        time.pause(Duration.ofMinutes(5));
        assertEquals(1, run().refused());
        time.pause(Duration.ofMinutes(10));
        assertEquals(1, run().refused());
        assertEquals(
                "the validator function took longer than 2000 ms",
                events.told().get(0).text());
        time.pause(Duration.ofMinutes(5));
        verdict = new Verdict.Refused(List.of(new Violation(
                "/billing/prod/a", "validator:busy", "the value is 1", "wait", "/billing/prod/a", null, null)));
        assertEquals(1, run().refused());
        assertEquals(
                "refused: /billing/prod/a (validator:busy)",
                events.told().get(1).text());
        time.pause(Duration.ofHours(1));
        verdict = new Verdict.Accepted();
        assertEquals(1, run().expired());
    }

    @Test
    void backlog_whenOneFails_isWorkedOffAllTheSame() {
        for (int i = 0; i < 250; i++) {
            write(put("p" + i, "1", expiring(in(60), null)));
        }
        time.pause(Duration.ofMinutes(2));
        UpkeepStore failing = new StaleIndex(upkeep, null) {
            @Override
            public Optional<Parameter> dueStill(DueParameter due) {
                if (due.name().equals(name("p7"))) {
                    throw new IllegalStateException("unreadable");
                }
                return super.dueStill(due);
            }
        };
        assertEquals(new Enforced(249, 0, 0, 1, true), run(failing));
        assertEquals(new Enforced(1, 0, 0, 0, true), run());
    }

    @Test
    void run_whenItsTimeIsUp_stopsAndGoesOnNextTime() {
        for (int i = 0; i < 4; i++) {
            write(put("p" + i, "1", expiring(in(60), null)));
        }
        time.pause(Duration.ofMinutes(2));
        UpkeepStore slow = new StaleIndex(upkeep, null) {
            @Override
            public Optional<Parameter> dueStill(DueParameter due) {
                time.pause(Duration.ofSeconds(20));
                return super.dueStill(due);
            }
        };
        assertEquals(new Enforced(3, 0, 0, 0, false), run(slow));
        assertEquals(new Enforced(1, 0, 0, 0, true), run(slow));
    }

    @Test
    void namespace_whenTooBusy_isLeftForTheNextRunAfterOneTry() {
        write(put("a", "1", expiring(in(60), null)), put("b", "1", expiring(in(60), null)));
        time.pause(Duration.ofMinutes(2));
        FaultyStore busy = new FaultyStore(board, call -> call.equals("commit") ? Fault.THROTTLED : Fault.NONE);
        Instant before = time.instant();
        Enforced enforced = new PolicyEnforcer(upkeep, Fixtures.committer(busy, time, 1), events, time).run();
        assertEquals(new Enforced(0, 0, 0, 2, true), enforced);
        assertFalse(time.instant().isAfter(before.plus(Fixtures.SETTINGS.budget())), "one budget, not two");
        assertEquals(2, run().expired());
    }
}
