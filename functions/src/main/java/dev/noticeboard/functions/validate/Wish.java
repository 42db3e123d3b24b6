package dev.noticeboard.functions.validate;

import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import org.jspecify.annotations.Nullable;

/** One change that a caller asks for, well-formed in itself; what it comes to depends on the board's state. */
public sealed interface Wish {

    /** Where it stands in the request, e.g. {@code changes[2]}; empty where the request is this one change. */
    String field();

    /** The place of a part of it in the request, e.g. {@code changes[2].value}. */
    default String field(String part) {
        return field().isEmpty() ? part : field() + "." + part;
    }

    /**
     * What must be there now: a parameter's version, the version that a label stands at, or the revision at which a schema
     * was bound or settings were set; 0 for "must not exist", null for anything.
     */
    @Nullable Long expectedVersion();

    /** A change of one parameter. */
    sealed interface OfParameter extends Wish {
        /** Of which parameter. */
        ParameterName name();
    }

    /** A change of one label. */
    sealed interface OfLabel extends Wish {
        /** Of which parameter. */
        ParameterName name();

        /** Which label. */
        String label();
    }

    /** A change of what is bound. */
    sealed interface OfSchema extends Wish {
        /** To which prefix; the whole namespace for its rules. */
        Prefix prefix();

        /** Whether it is about the rules of the namespace as a whole. */
        boolean rules();

        /** What the head knows it by. */
        default String key() {
            return rules() ? BoundSchema.RULES : prefix().text();
        }
    }

    /** A value is to be set; an absent type or data type is kept, see {@link Typing}, as is what {@link About} leaves out. */
    record Put(
            String field,
            ParameterName name,
            String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
            About about,
            @Nullable Long expectedVersion)
            implements OfParameter {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return "put " + name;
        }
    }

    /** A parameter is to be deleted. */
    record Delete(
            String field, ParameterName name, @Nullable Long expectedVersion) implements OfParameter {}

    /** A parameter is to have again what a version of it had. */
    record Restore(
            String field,
            ParameterName name,
            long version,
            @Nullable Long expectedVersion) implements OfParameter {}

    /** A label is to stand at a version; null for the newest one after this change set. */
    record Label(
            String field,
            ParameterName name,
            String label,
            @Nullable Long version,
            @Nullable Long expectedVersion) implements OfLabel {}

    /** A label is to stand nowhere. */
    record Unlabel(
            String field,
            ParameterName name,
            String label,
            @Nullable Long expectedVersion) implements OfLabel {}

    /**
     * A JSON Schema is to hold; its text was checked by {@link SchemaRules#check}.
     *
     * @param force whether it is bound although stored values break it
     */
    record Bind(
            String field,
            Prefix prefix,
            boolean rules,
            String schema,
            boolean force,
            @Nullable Long expectedVersion) implements OfSchema {}

    /** No schema is to be bound any more. */
    record Unbind(
            String field,
            Prefix prefix,
            boolean rules,
            @Nullable Long expectedVersion) implements OfSchema {}

    /**
     * The puts, deletes and restores beside it are to be candidates of a new rollout.
     *
     * @param strategyName the strategy's name; absent for one that was given inline
     * @param strategy how; absent where the name is to be looked up in the namespace's settings
     */
    record Start(
            String field,
            @Nullable String strategyName,
            @Nullable Strategy strategy) implements Wish {
        @Override
        public @Nullable Long expectedVersion() {
            return null;
        }
    }

    /**
     * A rollout is to move.
     *
     * @param seen the rollout as whoever decided saw it; it must still be so
     */
    record MoveRollout(String field, Rollout seen, Move move) implements Wish {
        @Override
        public @Nullable Long expectedVersion() {
            return null;
        }
    }

    /** The namespace is to have these settings. */
    record Configure(
            String field, Settings settings, @Nullable Long expectedVersion) implements Wish {}

    /** The namespace is to begin a new epoch. */
    record RenewEpoch(String field) implements Wish {
        @Override
        public @Nullable Long expectedVersion() {
            return null;
        }
    }
}
