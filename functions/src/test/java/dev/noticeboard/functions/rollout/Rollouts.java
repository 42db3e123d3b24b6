package dev.noticeboard.functions.rollout;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.moves.Transitions;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.Namespace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rollouts, strategies and reports for tests. */
final class Rollouts {
    static final Namespace NS = Fixtures.NS;
    static final String EPOCH = "epoch-1";
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String NAME = "/billing/prod/a";

    /** The revision that {@link #started} has. */
    static final long STARTED = 10;

    /** Steps of these shares, each baked for 600 s, with 60 s of grace. */
    static Strategy steps(int... percents) {
        return Strategy.with(
                Arrays.stream(percents)
                        .mapToObj(p -> new Strategy.Step(null, BigDecimal.valueOf(p), null))
                        .toList(),
                null,
                600,
                900);
    }

    static Strategy limits(Strategy s, String reported, String vetoed, String unhealthy, List<String> alarms) {
        return new Strategy(
                s.steps(),
                s.growth(),
                s.bakeSeconds(),
                s.finalBakeSeconds(),
                s.graceSeconds(),
                new BigDecimal(reported),
                s.minAgents(),
                s.bakeByTimeOnly(),
                new BigDecimal(vetoed),
                new BigDecimal(unhealthy),
                alarms);
    }

    static Strategy alarms(Strategy s, String... alarms) {
        return limits(s, "100", "0", "0", List.of(alarms));
    }

    static Strategy fleet(Strategy s, int minAgents, boolean byTimeOnly) {
        return new Strategy(
                s.steps(),
                s.growth(),
                s.bakeSeconds(),
                s.finalBakeSeconds(),
                s.graceSeconds(),
                s.minReportedPercent(),
                minAgents,
                byTimeOnly,
                s.maxVetoedPercent(),
                s.maxUnhealthyPercent(),
                s.alarms());
    }

    /** A rollout of {@link #NAME} that has just started. */
    static Rollout started(String id, Strategy strategy) {
        return started(NS, id, strategy);
    }

    static Rollout started(Namespace namespace, String id, Strategy strategy) {
        return new Rollout(
                namespace,
                id,
                EPOCH,
                STARTED,
                Rollout.State.ADVANCING,
                null,
                null,
                strategy,
                List.of(new Rollout.Candidate(Fixtures.name("a"), 2, false, 1)),
                0,
                0,
                List.of(),
                "tester",
                null,
                START,
                START,
                null,
                0,
                List.of(new Rollout.Transition(
                        STARTED, START, Rollout.State.ADVANCING, false, 0, 0, "tester", "started", null)));
    }

    /** The same after a move. */
    static Rollout after(Rollout r, Move move, Instant at) {
        return Transitions.after(r, move, r.revision() + 1, at, "tester");
    }

    /** With its next step open for a cohort. */
    static Rollout opened(Rollout r, int share, int cohort, Instant at) {
        return after(
                r,
                new Move.Open(
                        r.step() + 1,
                        share,
                        r.strategy().stages().get(r.step()).tags(),
                        "c" + (r.step() + 1),
                        cohort,
                        "opened",
                        null),
                at);
    }

    static Report report(String agent, long revision) {
        return report(NS, agent, EPOCH, revision, List.of(), null);
    }

    static Report vetoing(String agent, long revision, Report.Withheld withheld) {
        return report(NS, agent, EPOCH, revision, List.of(withheld), null);
    }

    static Report.Withheld veto(long from, long to) {
        return new Report.Withheld(from, to, "pool too large", List.of(NAME), 0);
    }

    static Report unwell(String agent, long revision) {
        return report(NS, agent, EPOCH, revision, List.of(), "HTTP 503");
    }

    static Report report(
            Namespace namespace,
            String agent,
            String epoch,
            long revision,
            List<Report.Withheld> withheld,
            @Nullable String unwell) {
        return new Report(
                Report.FORMAT,
                namespace,
                agent,
                epoch,
                revision,
                0,
                List.of(),
                withheld,
                0,
                new Report.Health(unwell == null, unwell),
                "current",
                START,
                "1.0");
    }

    static Map<String, String> tags(String... pairs) {
        return pairs.length == 0 ? Map.of() : Map.of(pairs[0], pairs[1]);
    }

    private Rollouts() {}
}
