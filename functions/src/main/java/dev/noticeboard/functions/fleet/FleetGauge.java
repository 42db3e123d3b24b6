package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.name.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples how the whole fleet is: how many agents are live, current, behind, and how many withhold something. It takes the leases that the sweeper
 * reads anyway, and reads the heads and reports of their namespaces beside them. Thread-safe.
 */
public final class FleetGauge {
    private static final Logger LOG = LoggerFactory.getLogger(FleetGauge.class);

    private final BoardStore store;
    private final Reports reports;
    private final boolean reporting;
    private final Measures measures;

    /**
     * Makes a gauge.
     *
     * @param reporting whether agents are told to report; where they are not, only their number is known
     */
    public FleetGauge(BoardStore store, Reports reports, boolean reporting, Measures measures) {
        this.store = store;
        this.reports = reports;
        this.reporting = reporting;
        this.measures = measures;
    }

    /** Begins a sample. */
    public Count begin() {
        return new Count();
    }

    /** One sample; for one thread. */
    public final class Count {
        /** By namespace, who may report for each agent; an empty text for nobody. */
        private final Map<Namespace, Map<String, String>> senders =
                new TreeMap<>((a, b) -> a.text().compareTo(b.text()));

        private int live;
        private int current;
        private int withholding;

        private Count() {}

        /** Counts an agent by its live lease. */
        public void add(Lease lease) {
            live++;
            senders.computeIfAbsent(lease.namespace(), n -> new HashMap<>())
                    .put(lease.agentId(), lease.sender() == null ? "" : lease.sender());
        }

        /** Reads what the agents reported, and measures; what cannot be read is logged, and nothing is measured of it. */
        public void take() {
            measures.take(Measure.LIVE_AGENTS, live);
            if (!reporting) {
                return;
            }
            try {
                senders.forEach(this::read);
            } catch (RuntimeException e) {
                LogEvent.FLEET_UNKNOWN
                        .in(LOG.atWarn())
                        .log("the fleet of {} agents was not sampled: {}", live, Faults.describe(e));
                return;
            }
            measures.take(Measure.CURRENT_AGENTS, current);
            measures.take(Measure.BEHIND_AGENTS, live - current);
            measures.take(Measure.WITHHOLDING_AGENTS, withholding);
        }

        private void read(Namespace namespace, Map<String, String> agents) {
            Head head = store.head(namespace).orElse(null);
            if (head == null) {
                // Before the first change there is nothing that an agent could lack.
                current += agents.size();
                return;
            }
            reports.each(namespace, kept -> {
                Report report = kept.report();
                if (kept.sender().equals(agents.get(report.agentId()))) {
                    current += report.reached(head.epoch(), head.revision()) ? 1 : 0;
                    withholding += report.withheld().isEmpty() ? 0 : 1;
                }
            });
        }
    }
}
