package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.rollout.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * Checks records that came from outside: JSON may leave out what the record's type calls present, and may tell of another
 * namespace. Each method returns what it was given, or throws {@link MalformedException} with the field and the rule.
 */
public final class WellFormed {

    /** A notice for this namespace, in the format that we know. */
    static Notice notice(Notice n, Namespace namespace) {
        require(n.format() == Notice.FORMAT, "noticeboard", "is a format that this agent does not know");
        here(n.namespace(), namespace);
        epoch(n.epoch());
        require(n.revision() >= 1, "revision", "is less than 1");
        require(n.spreadMillis() >= 0, "spreadMillis", "is less than 0");
        ChangeSet changeSet = n.changeSet();
        if (changeSet != null) {
            changeSet(changeSet, namespace);
            require(changeSet.epoch().equals(n.epoch()), "changeSet.epoch", "is another one than the notice's");
            require(changeSet.revision() == n.revision(), "changeSet.revision", "is another one than the notice's");
        }
        return n;
    }

    /** An entry of this namespace's change log. */
    public static ChangeSet changeSet(ChangeSet c, Namespace namespace) {
        here(c.namespace(), namespace);
        epoch(c.epoch());
        require(c.revision() >= 1, "revision", "is less than 1");
        for (Change change : c.changes()) {
            if (change instanceof Change.OfParameter of) {
                named(of.name(), of.version(), namespace);
            }
            if (change instanceof Change.Put put) {
                value(c, put.type(), put.dataType(), put.value());
            }
            rollout(change, c);
        }
        return c;
    }

    private static void value(
            ChangeSet c, @Nullable ParameterType type, @Nullable DataType dataType, @Nullable String value) {
        present(type, "type");
        present(dataType, "dataType");
        require(!c.inline() || value != null, "value", "is absent from an inline change");
    }

    private static void rollout(Change change, ChangeSet c) {
        if (change instanceof Change.OfCandidate of) {
            named(of.name(), of.version(), c.namespace());
            id(of.rollout());
        }
        if (change instanceof Change.CandidatePut put) {
            value(c, put.type(), put.dataType(), put.value());
        }
        if (change instanceof Change.Withdraw withdraw) {
            require(withdraw.stable() >= 0, "stable", "is less than 0");
        }
        if (change instanceof Change.MoveRollout move) {
            id(move.rollout());
            present(move.state(), "state");
            position(move.step(), move.share());
        }
    }

    private static void id(@Nullable String rollout) {
        require(rollout != null && !rollout.isEmpty(), "rollout", "is absent or empty");
    }

    private static void position(int step, int share) {
        require(step >= 0, "step", "is less than 0");
        require(share >= 0 && share <= Bucket.BUCKETS, "share", "is not 0 to " + Bucket.BUCKETS);
    }

    /** A rollout of this namespace. */
    public static Rollout rollout(Rollout r, Namespace namespace) {
        here(r.namespace(), namespace);
        id(r.id());
        epoch(r.epoch());
        require(r.revision() >= 1, "revision", "is less than 1");
        present(r.state(), "state");
        position(r.step(), r.share());
        r.candidates().forEach(c -> named(c.name(), c.version(), namespace));
        return r;
    }

    /** The head of this namespace. */
    public static Head head(Head h, Namespace namespace) {
        here(h.namespace(), namespace);
        epoch(h.epoch());
        require(h.revision() >= 1, "revision", "is less than 1");
        return h;
    }

    /** A version of a parameter of this namespace. */
    public static Parameter parameter(Parameter p, Namespace namespace) {
        named(p.name(), p.version(), namespace);
        return item(p);
    }

    /** The current state of a parameter of this namespace: of one that only rollouts ever named, the tombstone of version 0. */
    static Parameter current(Parameter p, Namespace namespace) {
        named(p.name(), p.version() == 0 && p.tombstone() ? 1 : p.version(), namespace);
        return item(p);
    }

    private static Parameter item(Parameter p) {
        require(p.revision() >= 1, "revision", "is less than 1");
        present(p.type(), "type");
        present(p.dataType(), "dataType");
        return p;
    }

    private static void named(@Nullable ParameterName name, long version, Namespace namespace) {
        require(name != null && namespace.contains(name), "name", "is absent or lies outside " + namespace);
        require(version >= 1, "version", "is less than 1");
    }

    private static void here(@Nullable Namespace found, Namespace expected) {
        require(expected.equals(found), "namespace", "is another one than " + expected);
    }

    private static void epoch(@Nullable String epoch) {
        require(epoch != null && !epoch.isEmpty(), "epoch", "is absent or empty");
    }

    private static void present(@Nullable Object value, String field) {
        require(value != null, field, "is absent");
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new MalformedException(field, otherwise);
        }
    }

    private WellFormed() {}
}
