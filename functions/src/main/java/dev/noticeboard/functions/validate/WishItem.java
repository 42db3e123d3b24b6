package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.ChangeSetRequest.Kind;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one change of a caller's change set: which fields its kind takes, which it needs. */
final class WishItem {
    private static final Map<Kind, Set<String>> TAKES = Map.of(
            Kind.PUT, Set.of("value", "type", "dataType", "description", "tags", "allowedPattern", "policies"),
            Kind.DELETE, Set.of(),
            Kind.RESTORE, Set.of("version"),
            Kind.LABEL, Set.of("label", "version"),
            Kind.UNLABEL, Set.of("label"));
    private static final Map<Kind, Set<String>> NEEDS = Map.of(
            Kind.PUT, Set.of("value"),
            Kind.DELETE, Set.of(),
            Kind.RESTORE, Set.of("version"),
            Kind.LABEL, Set.of("label"),
            Kind.UNLABEL, Set.of("label"));

    /** The wish, unless something is wrong with it, which is added to the violations. */
    static Optional<Wish> read(Prefix within, String field, Item item, List<Violation> violations) {
        int before = violations.size();
        // A record that Jackson made can hold null wherever the caller left a field out.
        if (item.kind() == null) {
            violations.add(Violation.of(
                    field + ".kind",
                    "required",
                    "the kind is missing",
                    "Write put, delete, restore, label or unlabel."));
        } else {
            fields(field, item, violations);
        }
        if (item.name() == null) {
            violations.add(Violation.of(
                    field + ".name", "required", "the name is missing", "Give the parameter's full name."));
        } else {
            nameViolation(within, item.name()).ifPresent(v -> violations.add(v.at(field + ".name")));
        }
        if (item.version() != null && item.version() < 1) {
            violations.add(Violation.of(
                    field + ".version", "version", "the version is not one", "Give a version, 1 or more."));
        }
        return violations.size() > before ? Optional.empty() : Optional.of(wish(field, item));
    }

    private static void fields(String field, Item item, List<Violation> violations) {
        given(item).forEach((name, value) -> {
            boolean there = value != null;
            if (there && !takes(item.kind()).contains(name)) {
                violations.add(Violation.of(
                        field + "." + name,
                        "field-of-another-kind",
                        "a change of this kind takes no " + name,
                        "Leave it out."));
            }
            if (!there && NEEDS.getOrDefault(item.kind(), Set.of()).contains(name)) {
                violations.add(Violation.of(field + "." + name, "required", "the " + name + " is missing", "Send it."));
            }
        });
    }

    private static Set<String> takes(Kind kind) {
        return TAKES.getOrDefault(kind, Set.of());
    }

    private static Map<String, @Nullable Object> given(Item item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("value", item.value());
        fields.put("type", item.type());
        fields.put("dataType", item.dataType());
        fields.put("description", item.description());
        fields.put("tags", item.tags());
        fields.put("allowedPattern", item.allowedPattern());
        fields.put("policies", item.policies());
        fields.put("label", item.label());
        fields.put("version", item.version());
        return fields;
    }

    private static Wish wish(String field, Item item) {
        ParameterName name = new ParameterName(item.name());
        Long expected = item.expectedVersion();
        String label = item.label() == null ? "" : item.label();
        long version = item.version() == null ? 0 : item.version();
        return switch (item.kind()) {
            case PUT ->
                new Wish.Put(
                        field,
                        name,
                        item.value() == null ? "" : item.value(),
                        item.type(),
                        item.dataType(),
                        new About(item.description(), item.tags(), item.allowedPattern(), item.policies()),
                        expected);
            case DELETE -> new Wish.Delete(field, name, expected);
            case RESTORE -> new Wish.Restore(field, name, version, expected);
            case LABEL -> new Wish.Label(field, name, label, item.version(), expected);
            case UNLABEL -> new Wish.Unlabel(field, name, label, expected);
        };
    }

    private static Optional<Violation> nameViolation(Prefix within, String text) {
        Optional<Violation> grammar = ParameterName.check(text);
        if (grammar.isPresent() || within.covers(new ParameterName(text))) {
            return grammar;
        }
        return Optional.of(Violation.of(
                "name",
                "prefix-outside",
                text + " does not lie in " + within,
                "Send it to its own namespace, /namespaces/"
                        + new ParameterName(text).namespace().toPath() + "/changesets."));
    }

    private WishItem() {}
}
