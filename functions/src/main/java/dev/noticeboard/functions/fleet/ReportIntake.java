package dev.noticeboard.functions.fleet;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports from the reports queue. What is none, has no live lease, comes from another sender than the lease's holder
 * (design, section 6) or is older than what is kept is dropped, counted and logged, not tried again: the agent's next report says more. What the
 * table could not take is left on the queue. Thread-safe.
 */
public final class ReportIntake {
    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);

    /** What became of a report. */
    public enum Fate {
        /** It is the agent's last report now. */
        KEPT,
        /** It is no report of a format known here. */
        MALFORMED,
        /** The agent has no lease, or it has ended. */
        NO_LEASE,
        /** The sender does not hold the lease. */
        OTHER_SENDER,
        /** A report that was sent later is kept already, or this very one. */
        OLDER,
        /** The table could not be asked; it comes again. */
        RETRIED
    }

    private final Leases leases;
    private final Reports reports;
    private final ReportListener listener;
    private final Measures measures;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param listener is told of what was kept of each batch; what it throws is logged and harms nobody
     */
    public ReportIntake(Leases leases, Reports reports, ReportListener listener, Measures measures, Clock clock) {
        this.leases = leases;
        this.reports = reports;
        this.listener = listener;
        this.measures = measures;
        this.clock = clock;
    }

    /** Handles a batch. */
    public SQSBatchResponse handle(SQSEvent event) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        List<ReportListener.Kept> kept = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            Fate fate = take(message, kept);
            fates.merge(fate, 1, Integer::sum);
            if (fate == Fate.RETRIED) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            } else {
                measures.count(fate == Fate.KEPT ? Measure.REPORTS : Measure.DROPPED_REPORTS);
            }
        }
        LOG.info("reports {}", fates);
        if (!kept.isEmpty()) {
            tell(kept);
        }
        return new SQSBatchResponse(failures);
    }

    private void tell(List<ReportListener.Kept> kept) {
        try {
            listener.kept(kept);
        } catch (RuntimeException e) {
            LogEvent.LISTENER_FAILED
                    .in(LOG.atWarn())
                    .log("the listener of {} kept reports failed: {}", kept.size(), Faults.describe(e));
        }
    }

    private Fate take(SQSEvent.SQSMessage message, List<ReportListener.Kept> kept) {
        Report report;
        long sentAt;
        try {
            report = read(message.getBody());
            sentAt = Long.parseLong(attribute(message, "SentTimestamp").orElse(""));
        } catch (MalformedException e) {
            LogEvent.REPORT_UNREADABLE
                    .in(LOG.atWarn())
                    .log(
                            "message {} of the reports queue is no report: {} {}",
                            message.getMessageId(),
                            e.field(),
                            e.getMessage());
            return Fate.MALFORMED;
        } catch (NumberFormatException e) {
            LogEvent.REPORT_UNREADABLE
                    .in(LOG.atWarn())
                    .log("message {} of the reports queue has no SentTimestamp", message.getMessageId());
            return Fate.MALFORMED;
        }
        try {
            Fate fate = take(report, Sender.of(attribute(message, "SenderId").orElse(null)), sentAt, kept);
            if (fate != Fate.KEPT) {
                LogEvent.REPORT_DROPPED
                        .in(LOG.atWarn())
                        .log("report of {} in {} dropped: {}", report.agentId(), report.namespace(), fate);
            }
            return fate;
        } catch (StoreUnavailableException e) {
            LogEvent.REPORT_RETURNED
                    .in(LOG.atWarn())
                    .log(
                            "report of {} in {} comes again: {}",
                            report.agentId(),
                            report.namespace(),
                            Faults.describe(e));
            return Fate.RETRIED;
        }
    }

    private Fate take(Report report, @Nullable String sender, long sentAt, List<ReportListener.Kept> kept) {
        Optional<Lease> lease = leases.find(report.namespace(), report.agentId());
        if (lease.isEmpty() || lease.get().expired(clock.instant())) {
            return Fate.NO_LEASE;
        }
        if (sender == null || !sender.equals(lease.get().sender())) {
            return Fate.OTHER_SENDER;
        }
        Reports.Keeping keeping = reports.keep(new KeptReport(report, sender, sentAt));
        if (!keeping.kept()) {
            return Fate.OLDER;
        }
        kept.add(new ReportListener.Kept(report, lease.get().hostTags(), keeping.before()));
        return Fate.KEPT;
    }

    private static Report read(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > Report.BYTES) {
            throw new MalformedException("body", "has more than " + Report.BYTES + " bytes");
        }
        return Json.readTolerant(body, Report.class);
    }

    private static Optional<String> attribute(SQSEvent.SQSMessage message, String name) {
        return Optional.ofNullable(message.getAttributes()).map(a -> a.get(name));
    }
}
