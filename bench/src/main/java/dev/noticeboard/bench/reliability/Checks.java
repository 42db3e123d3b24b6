package dev.noticeboard.bench.reliability;

import dev.noticeboard.localstack.chaos.Storms;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a run is judged by. */
final class Checks {
    /** So many of each kind are told; one is enough to end a run with an error. */
    private static final int TOLD = 5;

    /**
     * One of the checks.
     *
     * @param times how often it was made
     */
    record Row(long times, List<String> violations) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Checks() {}

    /**
     * Judges a run.
     *
     * @param broken what the run itself met
     */
    static Checks of(Storms storms, LogLedger ledger, History history, List<String> broken) {
        Checks checks = new Checks();
        List<String> promises = new ArrayList<>(broken);
        promises.addAll(storms.faults());
        checks.rows.put(
                "what agents served and told, by the promises of section 4", new Row(storms.checks(), promises));
        checks.histories(history.byParameter());
        List<String> inLog;
        List<ChangeSet> log = List.of();
        try {
            log = ledger.log();
            inLog = LogCheck.faults(log, history);
        } catch (AssertionError e) {
            inLog = List.of(String.valueOf(e.getMessage()));
        }
        checks.rows.put("revisions in the log, each asked for once, none missing", new Row(log.size(), inLog));
        checks.rows.put(
                "repetitions with the same key, answered as before", new Row(history.repeats(), history.faults()));
        return checks;
    }

    /** Judges the histories, by parameter. */
    static Checks of(Map<String, List<Operation>> histories) {
        Checks checks = new Checks();
        checks.histories(histories);
        return checks;
    }

    private void histories(Map<String, List<Operation>> histories) {
        List<String> unordered = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        long operations = 0;
        for (Map.Entry<String, List<Operation>> e : histories.entrySet()) {
            operations += e.getValue().size();
            Linearizability.Verdict verdict = Linearizability.of(e.getValue());
            if (verdict != Linearizability.Verdict.LINEARIZABLE) {
                unordered.add(e.getKey() + ": " + e.getValue().size() + " operations are " + verdict);
            }
            versions.addAll(VersionOrder.faults(e.getValue()));
        }
        rows.put(
                "operations in " + histories.size() + " parameters' histories, linearizable",
                new Row(operations, unordered));
        rows.put("the same by their versions", new Row(operations, versions));
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** The first of each kind. */
    List<String> faults() {
        return rows.values().stream()
                .flatMap(row -> row.violations().stream().limit(TOLD))
                .toList();
    }
}
