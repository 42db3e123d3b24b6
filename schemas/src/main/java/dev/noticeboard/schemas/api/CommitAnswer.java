package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a write answers.
 *
 * @param namespace where it was committed
 * @param epoch the namespace's epoch; absent where nothing was ever written
 * @param revision the revision that the write made, or the newest one where it changed nothing; 0 before the first
 * @param changed whether anything was committed
 * @param changeSet the change set's id; absent where nothing was committed
 * @param parameters each parameter named for its value, or for a label at its newest version, with the version it has now
 * @param retries how often the commit lost a race before it went through
 * @param traceparent the trace that the change set belongs to, as W3C's Trace Context writes it; absent where nothing was committed
 */
public record CommitAnswer(
        Namespace namespace,
        @Nullable String epoch,
        long revision,
        boolean changed,
        @Nullable String changeSet,
        List<Version> parameters,
        int retries,
        @Nullable String traceparent) {

    @JsonCreator
    public CommitAnswer {}

    /** An answer without a trace. */
    public CommitAnswer(
            Namespace namespace,
            @Nullable String epoch,
            long revision,
            boolean changed,
            @Nullable String changeSet,
            List<Version> parameters,
            int retries) {
        this(namespace, epoch, revision, changed, changeSet, parameters, retries, null);
    }

    /** The version that a parameter has after the write. */
    public record Version(ParameterName name, long version) {}
}
