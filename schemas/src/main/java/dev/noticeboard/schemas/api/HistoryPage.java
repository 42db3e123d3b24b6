package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a parameter, the newest first.
 *
 * @param name the parameter
 * @param versions the page, tombstones included
 * @param nextToken asks for older ones; absent where there are none
 */
public record HistoryPage(
        ParameterName name, List<Entry> versions, @Nullable String nextToken) {

    /**
     * One version.
     *
     * @param parameter what it is
     * @param labels the labels that stand at it, in the order of the alphabet
     */
    public record Entry(Parameter parameter, List<String> labels) {}
}
