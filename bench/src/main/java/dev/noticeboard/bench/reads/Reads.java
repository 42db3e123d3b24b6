package dev.noticeboard.bench.reads;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.jmh.Jmh;
import dev.noticeboard.bench.jmh.Score;
import dev.noticeboard.bench.jmh.Scores;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bench/run reads}. */
public final class Reads implements Measurement {
    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String about() {
        return "what a read in the application's process costs, beside a map by hand (1.5 min)";
    }

    @Override
    public Figures measure(Run run) throws Exception {
        Scores scores = Jmh.run(ReadsBench.class, run);
        Map<String, String[]> rows = new LinkedHashMap<>();
        rows.put("a typed handle's `get()`", new String[] {"handleGet", "handleGetByHand"});
        rows.put("the same under `StalenessPolicy.fail`", new String[] {"handleGetWithStalenessLimit", "handleGetByHand"
        });
        rows.put("`agent.find(name)`", new String[] {"find", "findByHand"});
        rows.put("`agent.getInteger(name)`, parsed each time", new String[] {"getInteger", "getIntegerByHand"});
        rows.put("`agent.underPrefix(prefix)`, 50 of the 1,000", new String[] {"underPrefix", "underPrefixByHand"});
        Table.Builder table = Table.of(
                "Reads of 1,000 parameters in 20 groups, one thread",
                "read",
                "Noticeboard (ns)",
                "± (ns)",
                "allocated (B)",
                "a map by hand (ns)",
                "± (ns) ",
                "allocated (B) ",
                "ratio");
        rows.forEach((read, names) -> {
            Score ours = scores.of(names[0]);
            Score peer = scores.of(names[1]);
            table.row(
                    read,
                    ours.nanos(),
                    ours.error(),
                    ours.bytes(),
                    peer.nanos(),
                    peer.error(),
                    peer.bytes(),
                    ours.nanos() / peer.nanos());
        });
        return Figures.of(
                "Reads in the application's process (JMH)",
                List.of(table.build()),
                List.of(
                        "By hand: an immutable map of the JDK in a volatile field, which knows nothing of revisions, staleness or changes that touch one value of many; for prefixes a `TreeMap`.",
                        "Ours is a map that shares what did not change with the one before, so that a change costs no copy; it is slower to look up in than a hash table."));
    }
}
