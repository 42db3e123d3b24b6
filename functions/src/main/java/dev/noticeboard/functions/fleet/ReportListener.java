package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.api.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is told of reports once they are kept, batch by batch. Thread-safe. */
@FunctionalInterface
public interface ReportListener {
    /** Hears of the reports of a batch, one or more, of any namespaces. */
    void kept(List<Kept> batch);

    /**
     * A report that is its agent's last one now.
     *
     * @param report what it says
     * @param hostTags of the agent's lease
     * @param before the report that it took the place of; null where there was none
     */
    record Kept(
            Report report,
            Map<String, String> hostTags,
            @Nullable KeptReport before) {
        public Kept(Report report, Map<String, String> hostTags, @Nullable KeptReport before) {
            this.report = report;
            this.hostTags = Map.copyOf(hostTags);
            this.before = before;
        }

        /** An agent's first report. */
        public Kept(Report report, Map<String, String> hostTags) {
            this(report, hostTags, null);
        }
    }

    /** Tells another one too, even if this one throws. */
    default ReportListener then(ReportListener next) {
        return batch -> {
            try {
                kept(batch);
            } finally {
                next.kept(batch);
            }
        };
    }

    /** Nobody. */
    static ReportListener none() {
        return batch -> {};
    }
}
