package dev.noticeboard.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/restores}: brings all parameters of a namespace, or below a prefix, back to what they were.
 *
 * @param revision the revision whose state is to be restored; 0 for before the first
 * @param why the reason, kept with every part
 * @param resume from the answer of a restore that was not done; absent for a new one
 */
public record RestoreRequest(
        @JsonProperty(required = true) long revision,
        @Nullable String why,
        @Nullable String resume) {

    /**
     * What it answers.
     *
     * @param namespace where
     * @param id the restore's id, which every part carries
     * @param revision the revision whose state is restored
     * @param parts how many change sets it takes in all
     * @param committed those that this request committed, in order
     * @param done whether everything is restored
     * @param resume to be sent again with the same revision until it is done; absent when it is
     */
    public record Answer(
            Namespace namespace,
            String id,
            long revision,
            int parts,
            List<CommitAnswer> committed,
            boolean done,
            @Nullable String resume) {}
}
