package dev.noticeboard.bench.fleet;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where a growing fleet meets AWS's limits: real agent cores on virtual time, up to a million of them. */
public final class FleetBench implements Measurement {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int QUICK_SIZES = 2;

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
        List<Integer> sizes = run.quick() ? SIZES.subList(0, QUICK_SIZES) : SIZES;
        return measure(run, sizes);
    }

    static Figures measure(Run run, List<Integer> sizes) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        Scenarios scenarios = new Scenarios(run.seed(), run.quick());
        Map<String, IntFunction<Outcome>> all = new TreeMap<>();
        all.put("1 small change", scenarios::small);
        all.put("2 urgent change", scenarios::urgent);
        all.put("3 large change", scenarios::large);
        all.put("4 steady state", scenarios::steady);
        all.put("5 boot without a disk", n -> scenarios.boot(n, false));
        all.put("6 boot from disk", n -> scenarios.boot(n, true));
        all.put("7 registration", scenarios::subscribe);
        all.put("8 SNS lost", scenarios::topicLost);
        all.put("9 back from a partition", n -> scenarios.cutOff(n, false));
        all.put("9 back from a partition, queues", n -> scenarios.cutOff(n, true));
        for (Map.Entry<String, IntFunction<Outcome>> each : all.entrySet()) {
            for (int hosts : sizes) {
                long start = System.nanoTime();
                Outcome o = each.getValue().apply(hosts);
                outcomes.add(o);
                run.say("%s, %,d hosts: all after %.1f s of theirs (%.1f s of ours)", each.getKey(), hosts, o.all(), (System.nanoTime() - start) / 1e9);
            }
        }
        return Figures.of("A fleet on virtual time", List.of(times(outcomes), loads(outcomes)), List.of());
    }

    private static Table times(List<Outcome> outcomes) {
        Table.Builder table = Table.of(
                "How long until the fleet has it",
                "scenario", "hosts", "cores", "until they", "50 % (s)", "99 % (s)", "100 % (s)", "got there (%)", "reports in (s)",
                "throttled calls", "busiest limit", "its peak (%)", "USD a change");
        for (Outcome o : outcomes) {
            @Nullable Quota busiest = o.busiest();
            table.row(o.scenario(), o.hosts(), o.cores(), o.waited(), o.half(), o.most(), o.all(), o.share() * 100, o.reportsIn(),
                    Math.round(o.refused()), busiest == null ? null : busiest.title(), busiest == null ? null : o.peak(busiest) * 100, o.dollars());
        }
        return table.build();
    }

    private static Table loads(List<Outcome> outcomes) {
        List<String> heads = new ArrayList<>(List.of("scenario", "hosts"));
        for (Quota q : Quota.values()) {
            heads.add(q.title() + " (%)");
        }
        Table.Builder table = Table.of("Peak load, per cent of each limit", heads.toArray(String[]::new));
        for (Outcome o : outcomes) {
            List<@Nullable Object> row = new ArrayList<>(List.of(o.scenario(), o.hosts()));
            for (Quota q : Quota.values()) {
                row.add(o.peak(q) == 0 ? null : (Object) (o.peak(q) * 100));
            }
            table.row(row.toArray());
        }
        return table.build();
    }
}
