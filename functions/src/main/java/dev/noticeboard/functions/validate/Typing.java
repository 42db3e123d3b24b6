package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import org.jspecify.annotations.Nullable;

/**
 * The type and data type that a put comes to: what it names; else what the live parameter has, as long as the type stays;
 * else text in a String.
 */
public record Typing(ParameterType type, DataType dataType) {

    /**
     * Resolves what a put leaves out.
     *
     * @param live the parameter as it is, null where it does not exist or is deleted
     */
    public static Typing of(Wish.Put put, @Nullable Parameter live) {
        ParameterType before = live == null ? ParameterType.STRING : live.type();
        ParameterType type = put.type() == null ? before : put.type();
        DataType named = put.dataType();
        if (named != null) {
            return new Typing(type, named);
        }
        return new Typing(type, live != null && type == before ? live.dataType() : DataType.TEXT);
    }
}
