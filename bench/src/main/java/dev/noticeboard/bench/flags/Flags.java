package dev.noticeboard.bench.flags;

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

/** {@code bench/run flags}. */
public final class Flags implements Measurement {
    private static final String OURS = "Noticeboard";

    @Override
    public String name() {
        return "flags";
    }

    @Override
    public String about() {
        return "what evaluating a flag costs, beside LaunchDarkly's SDK and flagd's provider (2.5 min)";
    }

    @Override
    public Figures measure(Run run) throws Exception {
        Scores scores = Jmh.run(FlagsBench.class, run);
        Map<String, String> evaluators = new LinkedHashMap<>();
        evaluators.put("Noticeboard, called directly", OURS);
        evaluators.put("LaunchDarkly's Java server SDK", "LaunchDarkly");
        evaluators.put("flagd's Java provider, in the process", "Flagd");
        evaluators.put("Noticeboard behind OpenFeature's client", "NoticeboardThroughOpenFeature");
        return Figures.of(
                "Evaluations of flags (JMH)",
                List.of(
                        table("A flag that is `true` for everybody", "staticOf", evaluators, scores),
                        table("A flag that is `true` for a tenth of the users", "sharedOf", evaluators, scores)),
                List.of(
                        "LaunchDarkly's client reads its flags from a file and sends no events; flagd's provider reads them from a file, in the process.",
                        "OpenFeature's client brings hooks and contexts of its own; the row is for those who call us through it."));
    }

    private static Table table(String title, String prefix, Map<String, String> evaluators, Scores scores) {
        Table.Builder table =
                Table.of(title, "evaluator", "time (ns)", "± (ns)", "allocated (B)", "Noticeboard's time over it");
        double ours = scores.of(prefix + OURS).nanos();
        evaluators.forEach((evaluator, suffix) -> {
            Score score = scores.of(prefix + suffix);
            table.row(evaluator, score.nanos(), score.error(), score.bytes(), ours / score.nanos());
        });
        return table.build();
    }
}
