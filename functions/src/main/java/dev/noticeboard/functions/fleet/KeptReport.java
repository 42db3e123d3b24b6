package dev.noticeboard.functions.fleet;

import dev.noticeboard.schemas.api.Report;
import java.time.Instant;

/**
 * An agent's last report, as its item holds it.
 *
 * @param report what it said
 * @param sender who sent it, see {@link Sender}
 * @param sentAt when, in milliseconds since 1970 by the clock of SQS: the order of an agent's reports. A host's clock may be set back
 */
public record KeptReport(Report report, String sender, long sentAt) {
    /** When it was sent. */
    public Instant sent() {
        return Instant.ofEpochMilli(sentAt);
    }
}
