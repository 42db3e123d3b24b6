package dev.noticeboard.agent.report;

import dev.noticeboard.schemas.api.Report;
import org.jspecify.annotations.Nullable;

/** Sends reports to one queue. Thread-safe; blocks while it sends. */
public interface ReportSender {

    /** Sends a report. @throws ReportException if the queue did not take it, or nobody answered */
    void send(Report report);

    /** A report was not taken. */
    final class ReportException extends RuntimeException {
        public ReportException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
