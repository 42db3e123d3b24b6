package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One change of a committed change set, as the change log and notices carry it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", visible = true, defaultImpl = Change.Other.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Change.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Change.BindSchema.class, name = "bind-schema"),
    @JsonSubTypes.Type(value = Change.RemoveSchema.class, name = "remove-schema"),
    @JsonSubTypes.Type(value = Change.Label.class, name = "label"),
    @JsonSubTypes.Type(value = Change.Unlabel.class, name = "unlabel"),
    @JsonSubTypes.Type(value = Change.SetSettings.class, name = "set-settings"),
    @JsonSubTypes.Type(value = Change.CandidatePut.class, name = "candidate-put"),
    @JsonSubTypes.Type(value = Change.CandidateDelete.class, name = "candidate-delete"),
    @JsonSubTypes.Type(value = Change.Promote.class, name = "promote"),
    @JsonSubTypes.Type(value = Change.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = Change.MoveRollout.class, name = "move-rollout"),
    @JsonSubTypes.Type(value = Change.RenewEpoch.class, name = "renew-epoch"),
    @JsonSubTypes.Type(value = Change.Other.class, name = "other"),
})
public sealed interface Change {

    /** A change of one parameter's value. */
    sealed interface OfParameter extends Change {
        /** The parameter that it changes. */
        ParameterName name();

        /** The version that it makes. */
        long version();
    }

    /**
     * A new version with a value.
     *
     * @param value absent where the change set is by reference: the history holds it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Put(
            ParameterName name,
            long version,
            ParameterType type,
            DataType dataType,
            @Nullable String value) implements OfParameter {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return "put " + name + " version " + version;
        }
    }

    /** A tombstone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Delete(ParameterName name, long version) implements OfParameter {}

    /** A change of what a rollout exposes of one parameter: what is served depends on the host. */
    sealed interface OfCandidate extends Change {
        /** The parameter under rollout. */
        ParameterName name();

        /** The candidate's version. */
        long version();

        /** Which rollout. */
        String rollout();
    }

    /** What the start of a rollout says of one parameter. */
    sealed interface Candidate extends OfCandidate {}

    /**
     * A version with a value that a rollout will expose.
     *
     * @param value absent where the change set is by reference: the history holds it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CandidatePut(
            ParameterName name,
            long version,
            ParameterType type,
            DataType dataType,
            @Nullable String value,
            String rollout)
            implements Candidate {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return "candidate " + name + " version " + version;
        }
    }

    /** A tombstone that a rollout will expose. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CandidateDelete(ParameterName name, long version, String rollout) implements Candidate {}

    /** A candidate is stable now: the parameter has this version on every host. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promote(ParameterName name, long version, String rollout) implements OfCandidate {}

    /**
     * A candidate is no more; every host has the stable version.
     *
     * @param stable that one; 0 where the parameter does not exist
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Withdraw(ParameterName name, long version, long stable, String rollout) implements OfCandidate {}

    /**
     * A rollout now stands here; the first of them starts it. It comes before the other changes of its change set.
     *
     * @param rollout which
     * @param state where it stands
     * @param paused whether it is paused
     * @param step the open step, 0 before the first
     * @param share hosts of a lower bucket are exposed while the rollout is open
     * @param tags hosts that have all tags of one of these groups are exposed too
     * @param reason why
     * @param figures what the decision rests on; absent where nothing was counted
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record MoveRollout(
            String rollout,
            Rollout.State state,
            boolean paused,
            int step,
            int share,
            List<Map<String, String>> tags,
            String reason,
            Rollout.@Nullable Figures figures)
            implements Change {
        // Written out: a compact constructor's class file does not tell NullAway that figures may be absent.
        public MoveRollout(
                String rollout,
                Rollout.State state,
                boolean paused,
                int step,
                int share,
                List<Map<String, String>> tags,
                String reason,
                Rollout.@Nullable Figures figures) {
            this.rollout = rollout;
            this.state = state;
            this.paused = paused;
            this.step = step;
            this.share = share;
            this.tags = tags == null ? List.of() : List.copyOf(tags);
            this.reason = reason;
            this.figures = figures;
        }
    }

    /** A label now stands at this version, and at no other any more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Label(ParameterName name, String label, long version) implements Change {}

    /** A label stands at no version any more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Unlabel(ParameterName name, String label) implements Change {}

    /** The namespace has these settings now. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SetSettings(Settings settings) implements Change {}

    /**
     * A new epoch begins with this revision, as after a restore from a backup: what anybody knows of another epoch says nothing
     * here. It stands alone in its change set.
     *
     * @param from the epoch that it ends
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RenewEpoch(String from) implements Change {}

    /** A JSON Schema now holds for a prefix; {@link BoundSchema#RULES} for the namespace as a whole. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record BindSchema(String prefix) implements Change {}

    /** No schema is bound to this prefix any more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RemoveSchema(String prefix) implements Change {}

    /**
     * A change that a newer writer made and this reader does not know: it takes a revision and changes no value here. Its
     * kind is read, and written as {@code other}.
     */
    @JsonIgnoreProperties(value = "kind", allowSetters = true, ignoreUnknown = true)
    record Other(@Nullable String kind) implements Change {}
}
