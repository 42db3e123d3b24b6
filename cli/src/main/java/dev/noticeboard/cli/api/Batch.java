package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many parameters read at once, from as many namespaces as they lie in.
 *
 * @param found those that are there, namespace by namespace, each in the order asked for
 * @param missing what there is nothing under, as it was asked for
 */
public record Batch(List<Parameter> found, List<String> missing) {

    /** Reads them; ends with the first refusal. */
    public static Reply<Batch> read(BoardApi api, List<Reference> references, boolean consistent) {
        Map<Namespace, List<String>> names = new LinkedHashMap<>();
        references.stream()
                .distinct()
                .forEach(r -> names.computeIfAbsent(r.name().namespace(), n -> new ArrayList<>())
                        .add(r.text()));
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<Namespace, List<String>> entry : names.entrySet()) {
            List<String> left = entry.getValue();
            while (!left.isEmpty()) {
                List<String> now = left.subList(0, Math.min(Limits.NAMES, left.size()));
                Reply<BatchRequest.Answer> reply = api.batch(entry.getKey(), new BatchRequest(now, consistent));
                if (reply instanceof Reply.Refused<BatchRequest.Answer> refused) {
                    return refused.as();
                }
                BatchRequest.Answer answer = ((Reply.Accepted<BatchRequest.Answer>) reply).value();
                if (answer.unread().size() >= now.size()) {
                    throw new IllegalStateException("the board read none of the names that it was asked for");
                }
                batch.found.addAll(answer.parameters());
                batch.missing.addAll(answer.missing());
                List<String> next = new ArrayList<>(answer.unread());
                next.addAll(left.subList(now.size(), left.size()));
                left = next;
            }
        }
        return new Reply.Accepted<>(batch);
    }

    /** Without the values, which belong in no log. */
    @Override
    public String toString() {
        return found.size() + " found, " + missing.size() + " missing";
    }
}
