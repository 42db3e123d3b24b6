package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.FlagRules;
import dev.noticeboard.functions.validate.MetadataRules;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.functions.validate.WholeNamespace;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is wrong with wishes on one state of the board. Thread-safe. */
final class Checks {
    private final SchemaRules schemas;

    Checks(SchemaRules schemas) {
        this.schemas = schemas;
    }

    /** What is wrong with one wish. */
    List<Violation> of(Wish wish, BoardState state, Instant now) {
        List<Violation> violations = new ArrayList<>();
        if (wish instanceof Wish.Put put) {
            put(put, state, now, violations);
        } else if (wish instanceof Wish.Bind bind) {
            bind(bind, state, violations);
        }
        return violations;
    }

    private void put(Wish.Put put, BoardState state, Instant now, List<Violation> violations) {
        Parameter live = state.live(put.name());
        Typing typing = Typing.of(put, live);
        String field = put.field("value");
        Optional<Violation> meaning = ValueRules.check(field, typing, put.value());
        if (meaning.isPresent()) {
            violations.add(Wishes.about(meaning.get(), put.name()));
            return;
        }
        if (typing.dataType() == DataType.FLAGS) {
            FlagRules.check(field, put.value()).forEach(v -> violations.add(Wishes.about(v, put.name())));
        }
        Metadata metadata = put.about().over(live);
        MetadataRules.check(put, metadata, now).forEach(v -> violations.add(Wishes.about(v, put.name())));
        JsonNode instance = ValueRules.instance(typing, put.value());
        for (Prefix prefix : Prefix.covering(put.name())) {
            BoundSchema bound = state.schemas().get(prefix.text());
            if (bound != null) {
                violations.addAll(schemas.violations(bound, field, put.name(), instance));
            }
        }
    }

    private void bind(Wish.Bind bind, BoardState state, List<Violation> violations) {
        if (state.bound().size() >= Limits.SCHEMAS && !state.bound().containsKey(bind.key())) {
            violations.add(Violation.of(
                    bind.field("prefix"),
                    "schemas-count",
                    "the namespace has " + state.bound().size() + " schemas",
                    "Use at most " + Limits.SCHEMAS + ": remove one, or bind one to a shorter prefix."));
        }
        if (bind.force()) {
            return;
        }
        BoundSchema next = new BoundSchema(bind.key(), state.revision() + 1, bind.schema());
        Namespace namespace = bind.prefix().namespace();
        if (bind.rules()) {
            Set<Violation> found = new LinkedHashSet<>();
            for (List<Parameter> view : Views.of(List.copyOf(state.parameters().values()), state::candidate)) {
                found.addAll(schemas.violations(next, namespace, WholeNamespace.of(namespace, view)));
            }
            violations.addAll(found);
            return;
        }
        state.parameters().values().stream()
                .filter(p -> bind.prefix().covers(p.name()))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .flatMap(p -> Stream.of(Optional.of(p), Optional.ofNullable(state.candidate(p))))
                .flatMap(Optional::stream)
                .forEach(p -> stored(next, p, violations));
    }

    private void stored(BoundSchema next, Parameter p, List<Violation> violations) {
        String value = p.value();
        if (value != null && violations.size() < Limits.VIOLATIONS) {
            JsonNode instance = ValueRules.instance(new Typing(p.type(), p.dataType()), value);
            violations.addAll(schemas.violations(next, p.name().text(), p.name(), instance));
        }
    }

    /** What the namespace's rules find wrong with what the change set would leave. */
    List<Violation> ofWhole(Namespace namespace, BoardState state, ParameterDraft draft) {
        BoundSchema rules = state.schemas().get(BoundSchema.RULES);
        if (rules == null) {
            return List.of();
        }
        // A host has the stable values, or the candidates of some rollouts.
        Set<Violation> violations = new LinkedHashSet<>();
        for (List<Parameter> view : draft.views()) {
            violations.addAll(schemas.violations(rules, namespace, WholeNamespace.of(namespace, view)));
        }
        return List.copyOf(violations);
    }
}
