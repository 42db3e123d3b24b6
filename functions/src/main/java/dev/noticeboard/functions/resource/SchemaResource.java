package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bound schema as a resource of a stack. Schemas have no labels: one is the stack's if the change set that bound it says so, or, where the log does not
 * hold that any more, if it has the very text that the stack bound (decision 51). Thread-safe.
 */
final class SchemaResource implements ResourceKind {
    private final BoardStore store;
    private final SchemaRules rules;
    private final Attempts attempts;

    SchemaResource(BoardStore store, SchemaRules rules, Attempts attempts) {
        this.store = store;
        this.rules = rules;
        this.attempts = attempts;
    }

    @Override
    public ResourceAnswer write(ResourceRequest request) {
        List<Violation> violations = new ArrayList<>();
        SchemaProperties wanted = SchemaProperties.read(request.properties(), rules, violations);
        if (!violations.isEmpty()) {
            return ResourceAnswer.failed(wanted.id(), Properties.lines(violations));
        }
        Namespace namespace = wanted.place().namespace();
        ResourceAnswer answer = attempts.run(request, namespace, wanted.id(), () -> decide(request, wanted, namespace));
        if (!answer.done() && request.kind() == ResourceRequest.Kind.UPDATE) {
            attempts.rememberFailure(request, namespace);
        }
        return answer;
    }

    private Step decide(ResourceRequest request, SchemaProperties wanted, Namespace namespace) {
        boolean fresh = request.kind() == ResourceRequest.Kind.CREATE
                || !wanted.prefix().equals(request.before().get("Prefix"))
                || !wanted.namespace().equals(request.before().get("Namespace"));
        BoundSchema bound = bound(wanted, namespace).orElse(null);
        String text = fresh ? null : String.valueOf(request.before().get("Schema"));
        if (bound == null || ours(request, namespace, bound, text)) {
            return bind(wanted, bound);
        }
        if (fresh) {
            return wanted.adopt()
                    ? bind(wanted, bound)
                    : refuse(request, namespace, wanted, bound, Drift.schemaExists(wanted.id(), bound.revision()));
        }
        if (bound.schema().equals(wanted.schema()) || wanted.onDrift() == OnDrift.OVERWRITE) {
            return bind(wanted, bound);
        }
        return wanted.onDrift() == OnDrift.KEEP
                ? kept(wanted, bound)
                : refuse(request, namespace, wanted, bound, Drift.schemaDrifted(wanted.id(), bound.revision()));
    }

    private Step refuse(
            ResourceRequest request, Namespace namespace, SchemaProperties wanted, BoundSchema bound, String reason) {
        boolean back = request.kind() == ResourceRequest.Kind.UPDATE && attempts.rollsBack(request, namespace);
        return back ? kept(wanted, bound) : new Step.Answered(ResourceAnswer.failed(wanted.id(), reason));
    }

    private static Step kept(SchemaProperties wanted, BoundSchema bound) {
        return new Step.Answered(ResourceAnswer.done(
                wanted.id(),
                wanted.id() + ": the schema of revision " + bound.revision()
                        + ", which others bound, was left as it is",
                Map.of("Revision", Long.toString(bound.revision()))));
    }

    private static Step bind(SchemaProperties wanted, @Nullable BoundSchema bound) {
        return new Step.Write(
                List.of(new Wish.Bind(
                        "",
                        wanted.place(),
                        wanted.ofWhole(),
                        wanted.schema(),
                        wanted.force(),
                        bound == null ? 0 : bound.revision())),
                "the schema is bound");
    }

    @Override
    public ResourceAnswer delete(ResourceRequest request) {
        SchemaProperties asked = SchemaProperties.read(request.properties(), rules, new ArrayList<>());
        String id = Resources.physicalId(request, asked.id());
        if (!asked.placed()) {
            return ResourceAnswer.done(id, "there is no such place, and never was", Map.of());
        }
        Namespace namespace = asked.place().namespace();
        ResourceAnswer answer = attempts.run(request, namespace, asked.id(), () -> remove(request, asked, namespace));
        return new ResourceAnswer(answer.done(), answer.reason(), id, answer.data());
    }

    private Step remove(ResourceRequest request, SchemaProperties asked, Namespace namespace) {
        BoundSchema bound = bound(asked, namespace).orElse(null);
        String text = asked.id().equals(request.physicalId()) ? asked.schema() : null;
        if (bound == null || !ours(request, namespace, bound, text)) {
            return new Step.Answered(
                    ResourceAnswer.done(asked.id(), asked.id() + ": no schema of this stack is bound", Map.of()));
        }
        return new Step.Write(
                List.of(new Wish.Unbind("", asked.place(), asked.ofWhole(), bound.revision())),
                "the schema is bound no more");
    }

    private Optional<BoundSchema> bound(SchemaProperties properties, Namespace namespace) {
        String key = properties.ofWhole() ? BoundSchema.RULES : properties.prefix();
        return store.schemas(namespace).stream()
                .filter(s -> s.prefix().equals(key))
                .findFirst();
    }

    /**
     * Whether this resource bound it.
     *
     * @param text what it bound; null where it is not known to have bound anything
     */
    private boolean ours(ResourceRequest request, Namespace namespace, BoundSchema bound, @Nullable String text) {
        return bound.schema().equals(text)
                || store.changeSet(namespace, bound.revision())
                        .filter(changes -> changes.by().equals(request.owner()))
                        .isPresent();
    }
}
