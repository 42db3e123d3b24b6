package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's changes, checked as far as that goes without the board's state.
 *
 * @param wishes the changes that are well-formed
 * @param violations what is wrong with the others, and with the whole
 */
public record Wishes(List<Wish> wishes, List<Violation> violations) {

    public Wishes {
        wishes = List.copyOf(wishes);
        violations = List.copyOf(violations);
    }

    /** One change and the reason given for it. */
    public static Wishes one(Wish wish, @Nullable String why) {
        Collector c = new Collector();
        if (wish instanceof Wish.OfParameter p) {
            c.add(p);
        } else {
            c.wishes.add(wish);
        }
        c.why(why);
        return c.done();
    }

    /** The changes of a change set that a caller sent for what lies below a prefix. */
    // A record that Jackson made can hold null wherever the caller left a field out.
    public static Wishes of(Prefix within, ChangeSetRequest request) {
        Collector c = new Collector();
        c.why(request.why());
        List<ChangeSetRequest.Item> items = request.changes() == null ? List.of() : request.changes();
        if (items.isEmpty() || items.size() > Limits.CHANGES) {
            c.refuse(
                    "changes",
                    "changes-count",
                    "there are " + items.size() + " changes",
                    "Send 1 to " + Limits.CHANGES + "; split larger sets.");
            return c.done();
        }
        for (int i = 0; i < items.size(); i++) {
            String field = "changes[" + i + "]";
            ChangeSetRequest.Item item = items.get(i);
            if (item == null) {
                c.refuse(field, "required", "the change is null", "Send an object.");
            } else {
                item(c, within, field, item);
            }
        }
        return c.done();
    }

    private static void item(Collector c, Prefix within, String field, ChangeSetRequest.Item item) {
        int before = c.violations.size();
        if (item.kind() == null) {
            c.refuse(field + ".kind", "required", "the kind is missing", "Write put or delete.");
        }
        if (item.name() == null) {
            c.refuse(field + ".name", "required", "the name is missing", "Give the parameter's full name.");
        } else {
            nameViolation(within, item.name()).ifPresent(v -> c.violations.add(v.at(field + ".name")));
        }
        boolean put = item.kind() == ChangeSetRequest.Kind.PUT;
        if (put && item.value() == null) {
            c.refuse(field + ".value", "required", "the value is missing", "Send the value as a string.");
        }
        if (item.kind() == ChangeSetRequest.Kind.DELETE
                && (item.value() != null || item.type() != null || item.dataType() != null)) {
            c.refuse(field, "delete-takes-no-value", "a delete has a value or a type", "Leave them out.");
        }
        if (c.violations.size() > before) {
            return;
        }
        ParameterName name = new ParameterName(item.name());
        c.add(
                put && item.value() != null
                        ? new Wish.Put(field, name, item.value(), item.type(), item.dataType(), item.expectedVersion())
                        : new Wish.Delete(field, name, item.expectedVersion()));
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

    /** Gathers wishes and violations. */
    private static final class Collector {
        private final List<Wish> wishes = new ArrayList<>();
        private final List<Violation> violations = new ArrayList<>();
        private final Set<ParameterName> names = new HashSet<>();
        private long bytes;

        void refuse(String field, String rule, String message, String remedy) {
            violations.add(Violation.of(field, rule, message, remedy));
        }

        void why(@Nullable String why) {
            if (why == null) {
                return;
            }
            if (why.length() > Limits.WHY_CHARACTERS) {
                refuse(
                        "why",
                        "why-length",
                        "the reason has " + why.length() + " characters",
                        "Use at most " + Limits.WHY_CHARACTERS + ".");
            } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(why)) {
                refuse("why", "why-characters", "the reason has half of a surrogate pair", "Send well-formed Unicode.");
            }
        }

        void add(Wish.OfParameter wish) {
            int before = violations.size();
            Long expected = wish.expectedVersion();
            if (expected != null && expected < 0) {
                refuse(
                        wish.field("expectedVersion"),
                        "expected-version",
                        "the expected version is negative",
                        "Give a version, or 0 for a parameter that must not exist.");
            }
            if (!names.add(wish.name())) {
                refuse(
                        wish.field("name"),
                        "duplicate-name",
                        wish.name() + " stands in this change set twice",
                        "Change each parameter once.");
            }
            if (wish instanceof Wish.Put put) {
                text(put);
            }
            if (violations.size() == before) {
                wishes.add(wish);
            }
        }

        private void text(Wish.Put put) {
            if (put.type() == ParameterType.SECURE_STRING) {
                ValueRules.check(put.field("type"), Typing.of(put, null), put.value())
                        .map(v -> about(v, put.name()))
                        .ifPresent(violations::add);
            }
            ValueRules.checkText(put.field("value"), put.value())
                    .map(v -> about(v, put.name()))
                    .ifPresent(violations::add);
            bytes += ValueRules.utf8Length(put.value());
        }

        Wishes done() {
            if (bytes > Limits.CHANGE_SET_BYTES) {
                refuse(
                        "changes",
                        "change-set-size",
                        "the values together have " + bytes + " bytes of UTF-8",
                        "Use at most " + Limits.CHANGE_SET_BYTES + "; split the change set.");
            }
            return new Wishes(wishes, violations);
        }
    }

    /** The same violation, told of a parameter. */
    public static Violation about(Violation v, ParameterName name) {
        return new Violation(v.field(), v.rule(), v.message(), v.remedy(), name.text(), v.place(), v.schema());
    }
}
