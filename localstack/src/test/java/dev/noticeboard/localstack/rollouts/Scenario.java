package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.schemas.board.Strategy;
import java.time.Duration;
import java.util.List;

/**
 * What happens to a fleet during a rollout.
 *
 * @param title for the table
 * @param defect what the change does to a host that it is bad for
 * @param bad for which hosts it is bad
 * @param fleet how many hosts there are at most
 * @param reportsLost the share of reports that never arrive
 * @param outage whether nobody conducts for ten minutes, as soon as the first step is open
 * @param alarm whether an alarm goes off when half of the bakes are over
 * @param push whether agents have leases
 * @param byTimeOnly whether the strategy bakes by time only
 */
record Scenario(
        String title,
        Defect defect,
        Bad bad,
        int fleet,
        double reportsLost,
        boolean outage,
        boolean alarm,
        boolean push,
        boolean byTimeOnly) {
    /** The alarm that strategies watch where there is to be one. */
    static final String ALARM = "errors";

    private static final int ANY = Integer.MAX_VALUE;
    private static final int SMALL = 20;

    /** For which hosts a change is bad. */
    enum Bad {
        ALL,
        ONE_IN_TWENTY,
        /** Those with the tag {@code ring=canary}. */
        TAGGED
    }

    static final Scenario GOOD = of("a good change", Defect.NONE, Bad.ALL);
    static final Scenario CRASH = of("crashes every host at once: they fall silent", Defect.CRASH, Bad.ALL);
    static final Scenario UNWELL = of("every host's health check fails", Defect.UNWELL, Bad.ALL);
    static final Scenario VETO = of("every host's guard refuses it", Defect.VETO, Bad.ALL);
    static final Scenario CRASH_LATER =
            of("every host reports it, crashes half a minute later and falls silent", Defect.CRASH_LATER, Bad.ALL);
    static final Scenario CRASH_LOOP =
            of("every host reports it and crashes half a minute later, again and again", Defect.CRASH_LOOP, Bad.ALL);
    static final Scenario SOME = of("crashes 5 % of hosts", Defect.CRASH, Bad.ONE_IN_TWENTY);
    static final Scenario TAGGED = of("crashes the hosts with `ring=canary`, 1 %", Defect.CRASH, Bad.TAGGED);
    static final Scenario POISON =
            of("slow poison: unwell two minutes after the first step's bake", Defect.POISON, Bad.ALL);
    static final Scenario SILENCE =
            of("good; every report is lost", Defect.NONE, Bad.ALL).losing(1);
    static final Scenario LOSSES =
            of("good; one report in ten is lost", Defect.NONE, Bad.ALL).losing(0.1);
    static final Scenario OUTAGE = new Scenario(
            "every host's health check fails; nobody conducts for ten minutes",
            Defect.UNWELL,
            Bad.ALL,
            ANY,
            0,
            true,
            false,
            true,
            false);
    static final Scenario GOOD_OUTAGE = new Scenario(
            "good; nobody conducts for ten minutes", Defect.NONE, Bad.ALL, ANY, 0, true, false, true, false);
    static final Scenario ALARMED =
            new Scenario("good; an alarm goes off half-way", Defect.NONE, Bad.ALL, ANY, 0, false, true, true, false);
    static final Scenario GOOD_TWENTY =
            of("a fleet of 20: good", Defect.NONE, Bad.ALL).small();
    static final Scenario TWENTY =
            of("a fleet of 20: crashes every host", Defect.CRASH, Bad.ALL).small();
    static final Scenario PULL = pull("pull only: good", Defect.NONE, false);
    static final Scenario PULL_BY_TIME = pull("pull only, `bakeByTimeOnly`: good", Defect.NONE, true);
    static final Scenario PULL_CRASH = pull("pull only, `bakeByTimeOnly`: crashes every host", Defect.CRASH, true);

    /** All, in the table's order. */
    static final List<Scenario> ALL = List.of(
            GOOD,
            CRASH,
            UNWELL,
            VETO,
            CRASH_LATER,
            CRASH_LOOP,
            SOME,
            TAGGED,
            POISON,
            SILENCE,
            LOSSES,
            OUTAGE,
            GOOD_OUTAGE,
            ALARMED,
            GOOD_TWENTY,
            TWENTY,
            PULL,
            PULL_BY_TIME,
            PULL_CRASH);

    private static Scenario of(String title, Defect defect, Bad bad) {
        return new Scenario(title, defect, bad, ANY, 0, false, false, true, false);
    }

    private static Scenario pull(String title, Defect defect, boolean byTimeOnly) {
        return new Scenario(title, defect, Bad.ALL, ANY, 0, false, false, false, byTimeOnly);
    }

    private Scenario losing(double share) {
        return new Scenario(title, defect, bad, fleet, share, outage, alarm, push, byTimeOnly);
    }

    private Scenario small() {
        return new Scenario(title, defect, bad, SMALL, reportsLost, outage, alarm, push, byTimeOnly);
    }

    /** The strategy with what the scenario needs of it. */
    Strategy of(Strategy s) {
        return new Strategy(
                s.steps(),
                s.growth(),
                s.bakeSeconds(),
                s.finalBakeSeconds(),
                s.graceSeconds(),
                s.minReportedPercent(),
                s.minAgents(),
                byTimeOnly,
                s.maxVetoedPercent(),
                s.maxUnhealthyPercent(),
                alarm ? List.of(ALARM) : List.of());
    }

    /** All bakes of a strategy together. */
    static Duration bakes(Strategy s) {
        return Duration.ofSeconds(
                s.stages().stream().mapToLong(Strategy.Stage::bakeSeconds).sum());
    }

    /** How long the first step of a strategy is watched. */
    static Duration firstBake(Strategy s) {
        return Duration.ofSeconds(s.stages().get(0).bakeSeconds());
    }
}
