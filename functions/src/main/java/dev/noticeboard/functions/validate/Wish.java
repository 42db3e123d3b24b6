package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
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

    /** A change of one parameter. */
    sealed interface OfParameter extends Wish {
        /** Of which parameter. */
        ParameterName name();

        /** The version that it must replace, 0 for "must not exist"; null for any. */
        @Nullable Long expectedVersion();
    }

    /** A value is to be set; an absent type or data type is kept, see {@link Typing}. */
    record Put(
            String field,
            ParameterName name,
            String value,
            @Nullable ParameterType type,
            @Nullable DataType dataType,
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

    /** A JSON Schema is to hold for a prefix; its text was checked by {@link SchemaRules#check}. */
    record Bind(String field, Prefix prefix, String schema) implements Wish {}

    /** No schema is to be bound to a prefix any more. */
    record Unbind(String field, Prefix prefix) implements Wish {}
}
