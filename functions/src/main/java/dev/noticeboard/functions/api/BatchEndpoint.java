package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code …/batch} and {@code …/batch/under/{prefix}}: up to 100 parameters at once. Thread-safe. */
final class BatchEndpoint {
    private final Reads reads;

    BatchEndpoint(Reads reads) {
        this.reads = reads;
    }

    Answer answer(Call call, Path path) {
        if (!call.method().equals("POST")) {
            throw Problems.methodNotAllowed(call.method(), "POST");
        }
        new Query(call, Set.of());
        Prefix prefix = path.prefixUnder();
        BatchRequest request = Json.readStrict(call.body(), BatchRequest.class);
        List<Violation> violations = check(prefix, request);
        if (!violations.isEmpty()) {
            throw Problems.violations(violations);
        }
        return Answer.ok(read(request.names(), Boolean.TRUE.equals(request.consistent())));
    }

    // A record that Jackson made can hold null wherever the caller left a field out.
    private static List<Violation> check(Prefix prefix, BatchRequest request) {
        List<String> names = request.names() == null ? List.of() : request.names();
        List<Violation> violations = new ArrayList<>();
        if (names.isEmpty() || names.size() > Limits.NAMES) {
            violations.add(Violation.of(
                    "names",
                    "names-count",
                    "there are " + names.size() + " names",
                    "Send 1 to " + Limits.NAMES + "; split longer lists."));
            return violations;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String field = "names[" + i + "]";
            String text = names.get(i);
            if (text == null) {
                violations.add(Violation.of(field, "required", "the name is null", "Send a string."));
                continue;
            }
            Optional<Violation> grammar = Selector.check(text);
            if (grammar.isPresent()) {
                violations.add(grammar.get().at(field));
            } else if (!prefix.covers(Selector.of(text).name())) {
                violations.add(Violation.of(
                        field,
                        "prefix-outside",
                        text + " does not lie in " + prefix,
                        "Ask the namespace or the prefix that it lies in."));
            } else if (!seen.add(text)) {
                violations.add(Violation.of(field, "duplicate-name", text + " stands here twice", "Send it once."));
            }
        }
        return violations;
    }

    private BatchRequest.Answer read(List<String> names, boolean consistent) {
        Map<String, Parameter> there = reads.findAll(names, consistent);
        List<Parameter> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            Parameter one = there.get(names.get(i));
            if (one == null) {
                missing.add(names.get(i));
                continue;
            }
            bytes += ValueText.utf8Length(Json.write(one));
            if (bytes > Limits.PAGE_BYTES && !found.isEmpty()) {
                return new BatchRequest.Answer(found, missing, names.subList(i, names.size()));
            }
            found.add(one);
        }
        return new BatchRequest.Answer(found, missing, List.of());
    }
}
