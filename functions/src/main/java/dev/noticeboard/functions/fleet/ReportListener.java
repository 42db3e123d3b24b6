package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.api.Report;
import java.util.List;
import java.util.Map;

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
     */
    record Kept(Report report, Map<String, String> hostTags) {
        public Kept {
            hostTags = Map.copyOf(hostTags);
        }
    }

    /** Nobody. */
    static ReportListener none() {
        return batch -> {};
    }
}
