package dev.noticeboard.functions.observe;

import java.util.Locale;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is logged and worth an alarm or a search: its key stands in the line's {@value #FIELD} and stays the same whatever becomes of the words beside it.
 */
public enum LogEvent {
    /** {@code request-failed}. */
    REQUEST_FAILED("A request to the API was answered with 500: a fault of the functions."),
    /** {@code store-unavailable}. */
    STORE_UNAVAILABLE("DynamoDB had no capacity or did not answer, and the caller was asked to come again."),
    /** {@code queues-unavailable}. */
    QUEUES_UNAVAILABLE("An agent could not be registered because SQS or SNS did not answer; it polls meanwhile."),
    /** {@code validator-unavailable}. */
    VALIDATOR_UNAVAILABLE("A namespace's validator function could not be asked; the write was refused."),
    /** {@code publication-failed}. */
    PUBLICATION_FAILED("SNS did not take a notice; it is tried again as long as there are tries."),
    /** {@code publication-parked}. */
    PUBLICATION_PARKED("A change set was not published within its tries and waits on the retry queue."),
    /** {@code publication-not-parked}. */
    PUBLICATION_NOT_PARKED(
            "The retry queue did not take a parked publication either; the stream sends the record again."),
    /** {@code entry-unreadable}. */
    ENTRY_UNREADABLE("An entry of the change log is none; the newest revision of its namespace is published instead."),
    /** {@code record-unreadable}. */
    RECORD_UNREADABLE("A record of the stream has the key of no change log, and was dropped."),
    /** {@code redrive-failed}. */
    REDRIVE_FAILED(
            "A message of the retry queue is none of ours, or the table could not be asked; it ends on the dead letters."),
    /** {@code report-dropped}. */
    REPORT_DROPPED("A report was not kept; the reason is with it. Those of other senders may be an attack."),
    /** {@code report-unreadable}. */
    REPORT_UNREADABLE("A message of the reports queue is no report."),
    /** {@code report-returned}. */
    REPORT_RETURNED("A report could not be kept because the table did not answer; it comes again."),
    /** {@code listener-failed}. */
    LISTENER_FAILED(
            "What follows from kept reports failed: the call of the conductor or a measurement. The reports are kept."),
    /** {@code fleet-unknown}. */
    FLEET_UNKNOWN("The sweep could not sample the fleet."),
    /** {@code queue-not-removed}. */
    QUEUE_NOT_REMOVED("A queue of an agent that is gone was not removed; the next sweep tries again."),
    /** {@code rollout-moved}. */
    ROLLOUT_MOVED("The conductor moved a rollout, on or back."),
    /** {@code rollout-failed}. */
    ROLLOUT_FAILED("The conductor could not look at a rollout, move it or tell of it; the next run tries again."),
    /** {@code alarms-unavailable}. */
    ALARMS_UNAVAILABLE("CloudWatch could not be asked for a rollout's alarms; the rollout waits."),
    /** {@code conductor-not-called}. */
    CONDUCTOR_NOT_CALLED("The conductor could not be called at once; its schedule calls it within a minute."),
    /** {@code policy-failed}. */
    POLICY_FAILED("The policies of a parameter could not be done; the next run tries again."),
    /** {@code retention-failed}. */
    RETENTION_FAILED("The old versions of a parameter or namespace were not dropped; the next run tries again."),
    /** {@code resource-failed}. */
    RESOURCE_FAILED("A resource of a stack failed by a fault of the functions; the stack was told so."),
    /** {@code resource-unanswered}. */
    RESOURCE_UNANSWERED(
            "CloudFormation's URL did not take the answer about a resource of a stack; Lambda calls the function again.");

    /** The field of a line that holds the key. */
    public static final String FIELD = "event";

    private final String meaning;

    LogEvent(String meaning) {
        this.meaning = meaning;
    }

    /** What a line's field holds, such as {@code publication-parked}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** The line, with the key in its field. */
    public LoggingEventBuilder in(LoggingEventBuilder line) {
        return line.addKeyValue(FIELD, key());
    }
}
