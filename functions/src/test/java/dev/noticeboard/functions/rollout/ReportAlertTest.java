package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static dev.noticeboard.functions.rollout.Rollouts.report;
import static dev.noticeboard.functions.rollout.Rollouts.steps;
import static dev.noticeboard.functions.rollout.Rollouts.unwell;
import static dev.noticeboard.functions.rollout.Rollouts.veto;
import static dev.noticeboard.functions.rollout.Rollouts.vetoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.functions.fleet.ReportListener.Kept;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which reports are worth a call of the conductor: a failing canary's, and hardly any other. */
class ReportAlertTest {
    private static final long OPEN = Rollouts.STARTED + 1;

    private int looks;
    private final Band band = new Band(new FakeRolloutStore() {
        @Override
        public synchronized List<Pending> pending() {
            looks++;
            return super.pending();
        }
    });
    private final List<Namespace> calls = new ArrayList<>();
    private final ReportAlert alert = new ReportAlert(band.store, calls::add, band.time);

    private Rollout open(int share) {
        Rollout r = Rollouts.opened(Rollouts.started("r", steps(100)), share, 2, band.time.instant());
        band.store.save(r);
        return r;
    }

    private int heard(Report... reports) {
        calls.clear();
        alert.kept(Arrays.stream(reports).map(r -> new Kept(r, Map.of())).toList());
        return calls.size();
    }

    private static Report failing(String agent) {
        return vetoing(agent, OPEN, veto(OPEN, OPEN));
    }

    @Test
    void report_whenThereIsNoRollout_costsNoCallAndALookNowAndThen() {
        for (int i = 0; i < 50; i++) {
            assertEquals(0, heard(report("host-" + i, 5)));
            band.time.pause(Duration.ofMillis(100));
        }
        assertEquals(1, looks);
    }

    @Test
    void report_whenItSaysNothingBad_costsNoCallWhileTheStepBakes() {
        open(100_000);
        assertEquals(0, heard(report("host-0", OPEN), report("host-1", OPEN - 1)));
    }

    @Test
    void reports_whenBad_areOneCallForABatchAndNamespace() {
        open(100_000);
        assertEquals(1, heard(failing("host-0"), failing("host-1"), unwell("host-2", OPEN)));
        assertEquals(List.of(NS), calls);
        assertEquals(1, heard(unwell("host-2", OPEN)), "bad news are never held back");
    }

    @Test
    void report_whenBadButNotOfTheRollout_costsNoCall() {
        open(100_000);
        assertEquals(0, heard(unwell("host-0", OPEN - 1)), "from before the step");
        assertEquals(0, heard(vetoing("host-0", OPEN, new Report.Withheld(3, 3, "no", List.of(Rollouts.NAME), 0))));
        assertEquals(
                0, heard(Rollouts.report(new Namespace("/other"), "host-0", Rollouts.EPOCH, OPEN, List.of(), "no")));
        Band unexposed = new Band();
        unexposed.store.save(Rollouts.opened(Rollouts.started("r", steps(100)), 0, 0, Rollouts.START));
        new ReportAlert(unexposed.store, calls::add, unexposed.time)
                .kept(List.of(new Kept(failing("host-0"), Map.of())));
        assertEquals(List.of(), calls, "a host that is not exposed tells nothing about the candidate");
    }

    @Test
    void report_whenBadAndTheRolloutIsNews_isNotMissed() {
        assertEquals(0, heard(report("host-0", 5)));
        open(100_000);
        band.time.pause(Duration.ofMillis(10));
        assertEquals(1, heard(failing("host-0")));
    }

    @Test
    void report_whenTheBakeIsOver_isGoodNewsNowAndThen() {
        open(100_000);
        band.pause(900);
        assertEquals(1, heard(report("host-0", OPEN)));
        assertEquals(0, heard(report("host-1", OPEN)));
        band.pause(2);
        assertEquals(0, heard(report("host-1", OPEN - 1)));
        assertEquals(1, heard(report("host-1", OPEN)));
    }

    @Test
    void report_whenBackAfterARollBack_isGoodNews() {
        Rollout r = Rollouts.after(open(100_000), new Move.RollBack("no", null), band.time.instant());
        band.store.save(r);
        assertEquals(0, heard(report("host-0", OPEN)));
        assertEquals(1, heard(report("host-0", r.revision())));
    }

    @Test
    void report_whenTheRolloutHasEnded_costsNoCall() {
        band.store.save(Rollouts.after(open(100_000), new Move.Abort("no"), band.time.instant()));
        assertEquals(0, heard(failing("host-0")));
    }

    @Test
    void call_whenItFails_saysSoAfterTheOthersWereCalled() {
        open(100_000);
        Namespace other = new Namespace("/a");
        band.store.save(Rollouts.opened(Rollouts.started(other, "q", steps(100)), 100_000, 1, Rollouts.START));
        List<Namespace> reached = new ArrayList<>();
        ReportAlert failing = new ReportAlert(
                band.store,
                namespace -> {
                    reached.add(namespace);
                    throw new IllegalStateException("injected");
                },
                band.time);
        List<Kept> batch = List.of(
                new Kept(failing("host-0"), Map.of()),
                new Kept(Rollouts.report(other, "host-0", Rollouts.EPOCH, OPEN, List.of(), "HTTP 503"), Map.of()));
        assertThrows(IllegalStateException.class, () -> failing.kept(batch));
        assertEquals(List.of(other, NS), reached);
    }
}
