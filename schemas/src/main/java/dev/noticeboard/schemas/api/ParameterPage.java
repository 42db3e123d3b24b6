package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, in the order of names, tombstones left out.
 *
 * @param revision the revision that all pages of this list show; 0 before the first
 * @param parameters the page
 * @param nextToken asks for the next page; absent on the last one
 */
public record ParameterPage(
        long revision, List<Parameter> parameters, @Nullable String nextToken) {}
