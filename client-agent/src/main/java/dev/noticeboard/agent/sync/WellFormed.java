package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
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
                present(put.type(), "type");
                present(put.dataType(), "dataType");
                require(!c.inline() || put.value() != null, "value", "is absent from an inline change");
            }
        }
        return c;
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
