package dev.noticeboard.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/batch}: many parameters at once.
 *
 * @param names 1 to {@value dev.noticeboard.schemas.name.Limits#NAMES}, each once; a name, {@code NAME:VERSION} or
 *     {@code NAME:LABEL}
 * @param consistent whether to read consistently
 */
public record BatchRequest(List<String> names, @Nullable Boolean consistent) {

    /**
     * What it answers.
     *
     * @param parameters those that are there, in the order of the request
     * @param missing the names that there is nothing under, as they were sent
     * @param unread the names that did not fit into this answer, as they were sent: ask again for these
     */
    public record Answer(
            List<dev.noticeboard.schemas.board.Parameter> parameters, List<String> missing, List<String> unread) {}
}
