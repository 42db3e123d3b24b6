package dev.noticeboard.schemas.board;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a value beside its types; a version keeps its own.
 *
 * @param description for people; absent if there is none
 * @param tags keys and values of the user's own; may be empty
 * @param allowedPattern the regular expression (RE2 syntax) that the value must contain a match of; absent if there is none
 * @param policies what happens as time goes by; absent if nothing does
 */
public record Metadata(
        @Nullable String description,
        Map<String, String> tags,
        @Nullable String allowedPattern,
        @Nullable Policies policies) {

    /** Nothing said. */
    public static final Metadata NONE = new Metadata(null, Map.of(), null, null);

    public Metadata {
        tags = Map.copyOf(tags);
    }

    /** The same without an expiry that has passed by now. */
    public Metadata withoutExpiryPassedAt(Instant now) {
        if (policies == null
                || policies.expiresAt() == null
                || policies.expiresAt().isAfter(now)) {
            return this;
        }
        Policies rest = new Policies(null, null, policies.notifyUnchangedAfter());
        return new Metadata(description, tags, allowedPattern, rest.none() ? null : rest);
    }
}
