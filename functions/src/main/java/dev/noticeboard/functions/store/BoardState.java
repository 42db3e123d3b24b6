package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link StateQuery}. The items were read one by one, so that a commit may lie between two of them; those
 * below a prefix were read after the head.
 *
 * @param head null where nothing was ever written
 * @param parameters those that exist, tombstones included
 * @param labels of the parameters that have some
 * @param versions those that the history holds
 * @param schemas by prefix, or {@code *}
 * @param rollouts by id
 * @param answer the answer kept under the idempotency key; null where there is none
 * @param attempted the change set at the attempted revision; null where there is none
 */
public record BoardState(
        @Nullable Head head,
        Map<ParameterName, Parameter> parameters,
        Map<ParameterName, Labels> labels,
        Map<NamedVersion, Parameter> versions,
        Map<String, BoundSchema> schemas,
        Map<String, Rollout> rollouts,
        @Nullable StoredAnswer answer,
        @Nullable ChangeSet attempted) {

    public BoardState {
        parameters = Map.copyOf(parameters);
        labels = Map.copyOf(labels);
        versions = Map.copyOf(versions);
        schemas = Map.copyOf(schemas);
        rollouts = Map.copyOf(rollouts);
    }

    /** A state without rollouts. */
    public BoardState(
            @Nullable Head head,
            Map<ParameterName, Parameter> parameters,
            Map<ParameterName, Labels> labels,
            Map<NamedVersion, Parameter> versions,
            Map<String, BoundSchema> schemas,
            @Nullable StoredAnswer answer,
            @Nullable ChangeSet attempted) {
        this(head, parameters, labels, versions, schemas, Map.of(), answer, attempted);
    }

    /** The newest revision, 0 before the first. */
    public long revision() {
        return head == null ? 0 : head.revision();
    }

    /** The settings that hold. */
    public Settings settings() {
        return head == null ? Settings.DEFAULTS : head.settingsInForce();
    }

    /** The revision at which each schema was bound. */
    public Map<String, Long> bound() {
        return head == null ? Map.of() : head.schemas();
    }

    /** The parameter if it exists and is not deleted. */
    public @Nullable Parameter live(ParameterName name) {
        Parameter p = parameters.get(name);
        return p == null || p.tombstone() ? null : p;
    }

    /** The parameter's newest version, 0 if there was never one. */
    public long version(ParameterName name) {
        Parameter p = parameters.get(name);
        return p == null ? 0 : p.version();
    }

    /** The number that the parameter's next version has. */
    public long nextVersion(ParameterName name) {
        Parameter p = parameters.get(name);
        return p == null ? 1 : p.highest() + 1;
    }

    /** The id of the rollout that this parameter is under; null if it is under none. */
    public @Nullable String rollout(ParameterName name) {
        Parameter p = parameters.get(name);
        return p == null || p.staged() == null ? null : p.staged().rollout();
    }

    /** The candidate beside this parameter; null where there is none, or it was not read. */
    public @Nullable Parameter candidate(Parameter p) {
        return p.staged() == null
                ? null
                : versions.get(new NamedVersion(p.name(), p.staged().version()));
    }

    /** The parameter's labels. */
    public Labels labels(ParameterName name) {
        return labels.getOrDefault(name, Labels.none(name));
    }

    /**
     * Whether a commit is seen to lie between two of the reads: something is newer than the head, or a schema is not the
     * one that the head names.
     */
    public boolean torn(StateQuery query) {
        for (Parameter p : parameters.values()) {
            if (p.revision() > revision()) {
                return true;
            }
        }
        for (Rollout r : rollouts.values()) {
            if (r.revision() > revision()) {
                return true;
            }
        }
        for (Labels l : labels.values()) {
            if (l.revision() > revision()) {
                return true;
            }
        }
        for (Map.Entry<String, Long> entry : bound().entrySet()) {
            BoundSchema schema = schemas.get(entry.getKey());
            if (query.needs(entry.getKey()) && (schema == null || schema.revision() != entry.getValue())) {
                return true;
            }
        }
        return !bound().keySet().containsAll(schemas.keySet());
    }
}
