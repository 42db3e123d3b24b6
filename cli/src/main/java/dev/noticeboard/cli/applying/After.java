package dev.noticeboard.cli.applying;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a parameter is after a put, as the board works it out: what the put does not say stays as it is. */
final class After {
    /** The parameter after the put; who wrote it and when is not known yet, and not told. */
    static Parameter of(Item put, @Nullable Parameter now) {
        Map<String, String> tags = put.tags() != null ? put.tags() : now == null ? Map.of() : now.tags();
        return new Parameter(
                new ParameterName(put.name()),
                now == null ? 1 : now.version() + 1,
                0,
                put.type() != null ? put.type() : now == null ? ParameterType.STRING : now.type(),
                put.dataType() != null ? put.dataType() : now == null ? DataType.TEXT : now.dataType(),
                put.value(),
                Instant.EPOCH,
                "",
                null,
                text(put.description(), now == null ? null : now.description()),
                tags,
                text(put.allowedPattern(), now == null ? null : now.allowedPattern()),
                policies(put.policies(), now == null ? null : now.policies()));
    }

    private static @Nullable String text(@Nullable String wanted, @Nullable String now) {
        if (wanted == null) {
            return now;
        }
        return wanted.isEmpty() ? null : wanted;
    }

    private static @Nullable Policies policies(@Nullable Policies wanted, @Nullable Policies now) {
        if (wanted == null) {
            return now;
        }
        return wanted.none() ? null : wanted;
    }

    private After() {}
}
