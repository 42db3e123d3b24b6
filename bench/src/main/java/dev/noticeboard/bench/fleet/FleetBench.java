package dev.noticeboard.bench.fleet;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Where a growing fleet meets AWS's limits: real agent cores on virtual time, up to a million of them. */
public final class FleetBench implements Measurement {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int QUICK_SIZES = 2;
    /** What a million real cores need; bench/run gives more where the machine has it. */
    private static final long MILLION_BYTES = 5L << 30;

    private static final int MILLION = 1_000_000;
    /** The poll interval and what a read may take (10 s): promise 4, where nothing is throttled. */
    private static final double BOUND_SECONDS = 70;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String about() {
        return "Which limit of AWS a fleet of up to a million hosts meets first, simulated with real agent cores.";
    }

    @Override
    public Figures measure(Run run) throws IOException {
        List<Integer> sizes = new ArrayList<>(run.quick() ? SIZES.subList(0, QUICK_SIZES) : SIZES);
        List<String> skipped = new ArrayList<>();
        if (!run.quick() && Runtime.getRuntime().maxMemory() < MILLION_BYTES) {
            sizes.remove(Integer.valueOf(MILLION));
            skipped.add(
                    "SKIPPED: a million hosts need a heap of 5 GiB, and this machine or NOTICEBOARD_BENCH_HEAP gives less.");
            run.say("%s", skipped.get(0));
        }
        return measure(run, sizes, skipped);
    }

    static Figures measure(Run run, List<Integer> sizes, List<String> skipped) throws IOException {
        Scenarios scenarios = new Scenarios(run.seed(), run.quick());
        List<IntFunction<List<Outcome>>> all = List.of(
                scenarios::small,
                scenarios::urgent,
                scenarios::large,
                scenarios::steady,
                scenarios::bootEmpty,
                scenarios::boot,
                scenarios::topicLost,
                scenarios::cutOff);
        List<Outcome> outcomes = new ArrayList<>();
        for (IntFunction<List<Outcome>> scenario : all) {
            for (int hosts : sizes) {
                for (Outcome o : scenario.apply(hosts)) {
                    outcomes.add(o);
                    run.say("%s, %,d hosts: %s", o.scenario(), o.hosts(), o.end());
                }
            }
        }
        List<String> notes = new ArrayList<>(skipped);
        notes.addAll(NOTES);
        return Figures.of(
                        "A fleet of real agent cores in one namespace, on virtual time",
                        List.of(
                                FleetTables.ceilings(),
                                FleetTables.times(outcomes),
                                FleetTables.reports(outcomes),
                                FleetTables.loads(outcomes),
                                FleetTables.model()),
                        notes)
                .withPlots(FleetPlots.write(run.folder(), outcomes))
                .withFaults(faults(outcomes));
    }

    private static final List<String> NOTES = List.of(
            "Virtual time: no second here is one of a clock. Sync core, refresh loop, lease and reports are the agent's own, the receive loop is re-enacted;"
                    + " the services are the model below. The same seed gives the same figures.",
            "Where fewer hosts are simulated than the fleet has, each stands for several and all limits are smaller by that share:"
                    + " loads and times are the fleet's, single numbers of calls are multiplied.",
            "A limit is a token bucket that holds one second's worth. DynamoDB may split a hot partition by sort key (split for heat), which would help"
                    + " fleet# and reports#, and cannot help one item; nothing here counts on it.",
            "–: not so many had it within the 6 hours (SNS lost: 30 minutes after its return) that were simulated.",
            "A throttled read is tried again by the SDK for 10 s, and then fails; the agent goes on as it does.",
            "'reports# writes' goes up to 100 % and the rest waits in the queue: a report that is late is not lost.",
            "'last confirmed': how long ago hosts last knew that they were current, at one moment of the steady state.",
            "USD a change: what the change itself is charged, at the prices of docs/costs.md, without the polls, renewals and heartbeats that are there anyway.");

    /** Where nothing is throttled, nobody is later than promise 4 has it. */
    private static List<String> faults(List<Outcome> outcomes) {
        List<String> faults = new ArrayList<>();
        for (Outcome o : outcomes) {
            boolean late = !(o.all() <= BOUND_SECONDS) && o.refused() == 0;
            if (late || o.share() > 1) {
                faults.add(o.scenario() + ", " + o.hosts() + " hosts: all " + o.waited() + " after " + o.all()
                        + " s, though nothing was throttled");
            }
        }
        return faults;
    }
}
