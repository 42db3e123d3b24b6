package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Policies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a put says about its value: null keeps what the live parameter has; an empty text, map or list of policies removes it. */
public record About(
        @Nullable String description,
        @Nullable Map<String, String> tags,
        @Nullable String allowedPattern,
        @Nullable Policies policies) {

    /** Keeps all of it. */
    public static final About KEEP = new About(null, null, null, null);

    private static final Policies NO_POLICIES = new Policies(null, null, null);

    /** Says all of it, so that nothing of the live parameter is kept. */
    public static About exactly(Metadata metadata) {
        return new About(
                metadata.description() == null ? "" : metadata.description(),
                metadata.tags(),
                metadata.allowedPattern() == null ? "" : metadata.allowedPattern(),
                metadata.policies() == null ? NO_POLICIES : metadata.policies());
    }

    /** What it comes to over a live parameter, null where there is none. */
    public Metadata over(@Nullable Parameter live) {
        Metadata before = live == null ? Metadata.NONE : live.metadata();
        String pattern = allowedPattern == null ? before.allowedPattern() : allowedPattern;
        String text = description == null ? before.description() : description;
        Policies next = policies == null ? before.policies() : policies;
        return new Metadata(
                text == null || text.isEmpty() ? null : text,
                tags == null ? before.tags() : tags,
                pattern == null || pattern.isEmpty() ? null : pattern,
                next == null || next.none() ? null : next);
    }
}
