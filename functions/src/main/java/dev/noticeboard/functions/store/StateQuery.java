package dev.noticeboard.functions.store;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a commit must know before it plans.
 *
 * @param namespace of which namespace
 * @param names the parameters whose state it needs; the schemas that cover them come along
 * @param labels the parameters whose labels it needs
 * @param versions the versions that it needs from the history
 * @param rollouts the rollouts that it needs
 * @param bound the prefixes, or {@code *}, whose schemas it needs beside
 * @param writesValues whether it changes values; all parameters come along then where the namespace has rules
 * @param writesFlags whether it writes flags; all parameters come along then, since no other may define the same
 * @param below the prefix below which it needs all parameters; null for none
 * @param key the idempotency key whose stored answer it needs, if one was given
 * @param attempted the revision that the attempt before this would have made, 0 if there was none
 */
public record StateQuery(
        Namespace namespace,
        Set<ParameterName> names,
        Set<ParameterName> labels,
        Set<NamedVersion> versions,
        Set<String> rollouts,
        Set<String> bound,
        boolean writesValues,
        boolean writesFlags,
        @Nullable Prefix below,
        @Nullable IdempotencyKey key,
        long attempted) {

    public StateQuery {
        names = Set.copyOf(names);
        labels = Set.copyOf(labels);
        versions = Set.copyOf(versions);
        rollouts = Set.copyOf(rollouts);
        bound = Set.copyOf(bound);
    }

    /** What these wishes need. */
    public static StateQuery of(Namespace namespace, List<Wish> wishes, @Nullable IdempotencyKey key, long attempted) {
        Set<ParameterName> names = new HashSet<>();
        Set<ParameterName> labels = new HashSet<>();
        Set<NamedVersion> versions = new HashSet<>();
        Set<String> rollouts = new HashSet<>();
        Set<String> bound = new HashSet<>();
        boolean writesValues = false;
        Prefix below = null;
        for (Wish wish : wishes) {
            if (wish instanceof Wish.OfParameter p) {
                names.add(p.name());
                writesValues = true;
            } else if (wish instanceof Wish.OfLabel l) {
                names.add(l.name());
                labels.add(l.name());
            } else if (wish instanceof Wish.OfSchema s) {
                bound.add(s.key());
            }
            if (wish instanceof Wish.MoveRollout m) {
                rollouts.add(m.seen().id());
                if (ends(m.move())) {
                    include(m.seen(), names, versions);
                }
            }
            if (wish instanceof Wish.Restore r) {
                versions.add(new NamedVersion(r.name(), r.version()));
            } else if (wish instanceof Wish.Label l && l.version() != null) {
                versions.add(new NamedVersion(l.name(), l.version()));
            } else if (wish instanceof Wish.Bind b) {
                below = below == null ? b.prefix() : Prefix.whole(namespace);
            }
        }
        boolean flags =
                wishes.stream().anyMatch(wish -> wish instanceof Wish.Put put && put.dataType() == DataType.FLAGS);
        return new StateQuery(
                namespace, names, labels, versions, rollouts, bound, writesValues, flags, below, key, attempted);
    }

    private static boolean ends(Move move) {
        return move instanceof Move.Complete || move instanceof Move.RollBack || move instanceof Move.Abort;
    }

    private static void include(Rollout r, Set<ParameterName> names, Set<NamedVersion> versions) {
        for (Rollout.Candidate c : r.candidates()) {
            names.add(c.name());
            versions.add(new NamedVersion(c.name(), c.version()));
        }
    }

    /**
     * What must be known as well, seen what was read: where all parameters are judged together, their candidates; and for an urgent
     * write the whole of the rollouts that it ends. A put without a data type, and a restore, may be found to write flags.
     */
    public StateQuery completedBy(BoardState state, List<Wish> wishes, boolean urgent) {
        boolean flags = writesFlags || wishes.stream().anyMatch(wish -> writesFlags(wish, state));
        Set<ParameterName> allNames = new HashSet<>(names);
        Set<NamedVersion> allVersions = new HashSet<>(versions);
        Set<String> allRollouts = new HashSet<>(rollouts);
        boolean together = flags || sweeps(state.bound().keySet()) != null;
        for (Parameter p : state.parameters().values()) {
            if (p.staged() != null && together) {
                allVersions.add(new NamedVersion(p.name(), p.staged().version()));
            }
            if (p.staged() != null && urgent && names.contains(p.name())) {
                allRollouts.add(p.staged().rollout());
            }
        }
        if (urgent) {
            state.rollouts().values().forEach(r -> include(r, allNames, allVersions));
        }
        return new StateQuery(
                namespace,
                allNames,
                labels,
                allVersions,
                allRollouts,
                bound,
                writesValues,
                flags,
                below,
                key,
                attempted);
    }

    private static boolean writesFlags(Wish wish, BoardState state) {
        if (wish instanceof Wish.Put put) {
            return Typing.of(put, state.live(put.name())).dataType() == DataType.FLAGS;
        }
        Parameter old =
                wish instanceof Wish.Restore r ? state.versions().get(new NamedVersion(r.name(), r.version())) : null;
        return old != null && old.dataType() == DataType.FLAGS;
    }

    /** Whether it asks for parameters with their schemas, and an answer kept, alone. */
    boolean isOfParametersOnly() {
        return labels.isEmpty()
                && versions.isEmpty()
                && rollouts.isEmpty()
                && bound.isEmpty()
                && !writesFlags
                && below == null
                && attempted == 0;
    }

    /** Whether the schema bound to this prefix, or to {@code *}, is among what is asked for. */
    public boolean needs(String prefix) {
        if (bound.contains(prefix)) {
            return true;
        }
        if (prefix.equals(BoundSchema.RULES)) {
            return writesValues;
        }
        Prefix p = new Prefix(namespace, prefix);
        return names.stream().anyMatch(p::covers);
    }

    /** Below which prefix all parameters must be read where these schemas are bound; null if nowhere. */
    public @Nullable Prefix sweeps(Set<String> schemas) {
        return writesFlags || (writesValues && schemas.contains(BoundSchema.RULES)) ? Prefix.whole(namespace) : below;
    }
}
