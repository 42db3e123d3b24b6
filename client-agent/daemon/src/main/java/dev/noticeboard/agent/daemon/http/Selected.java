package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a parameter that was asked for.
 *
 * @param writtenAt when it was written; absent for what is served from the snapshot, which does not hold it
 * @param selector how it was asked for, {@code :3} or {@code :label}; absent if by name alone
 */
record Selected(
        String name,
        long version,
        long revision,
        ParameterType type,
        DataType dataType,
        String text,
        @Nullable Instant writtenAt,
        @Nullable String selector) {

    static Selected of(Value v, @Nullable String selector) {
        return new Selected(
                v.name().text(), v.version(), v.revision(), v.type(), v.dataType(), v.text(), null, selector);
    }

    /** Empty for a tombstone: it has nothing to give. */
    static Optional<Selected> of(Parameter p, String selector) {
        String text = p.value();
        return text == null
                ? Optional.empty()
                : Optional.of(new Selected(
                        p.name().text(), p.version(), p.revision(), p.type(), p.dataType(), text, p.at(), selector));
    }

    /** Without the text, which belongs in no log. */
    @Override
    public String toString() {
        return name + " version " + version;
    }
}
