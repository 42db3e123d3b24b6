package dev.noticeboard.functions.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Who sends reports, by IAM's unique ids: API Gateway names its caller by one ({@code $context.identity.caller}) and SQS the
 * sender of a message ({@code SenderId}), in the same form.
 *
 * <p>Of a role's session, {@code AROA…:session}, only the role counts, as for the lease itself ({@link Identity}): who may take over the
 * lease may report for it. A user's id, {@code AIDA…}, and what other principals have counts whole.
 *
 * <p>Source: SQS API Reference, "ReceiveMessage", attribute SenderId; IAM User Guide, "IAM identifiers", unique identifiers.
 */
final class Sender {
    private static final String ROLE = "AROA";

    /** What of a caller's or a sender's id counts; null for none. */
    static @Nullable String of(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        int session = id.startsWith(ROLE) ? id.indexOf(':') : -1;
        return session < 0 ? id : id.substring(0, session);
    }

    private Sender() {}
}
