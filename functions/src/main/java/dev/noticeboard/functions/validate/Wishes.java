package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
        return all(List.of(wish), why);
    }

    /** Changes and the reason given for them. */
    public static Wishes all(List<Wish> wishes, @Nullable String why) {
        Collector c = new Collector();
        wishes.forEach(c::add);
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
                WishItem.read(within, field, item, c.violations).ifPresent(c::add);
            }
        }
        return c.done();
    }

    /** Gathers wishes and violations. */
    private static final class Collector {
        private final List<Wish> wishes = new ArrayList<>();
        private final List<Violation> violations = new ArrayList<>();
        private final Set<ParameterName> names = new HashSet<>();
        private final Set<String> labels = new HashSet<>();
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

        void add(Wish wish) {
            int before = violations.size();
            Long expected = wish.expectedVersion();
            if (expected != null && expected < 0) {
                refuse(
                        wish.field("expectedVersion"),
                        "expected-version",
                        "the expected version is negative",
                        "Give a version, or 0 for what must not exist.");
            }
            if (wish instanceof Wish.OfParameter p && !names.add(p.name())) {
                refuse(
                        wish.field("name"),
                        "duplicate-name",
                        p.name() + " stands in this change set twice",
                        "Change each parameter once.");
            }
            if (wish instanceof Wish.OfLabel l) {
                label(l);
            }
            if (wish instanceof Wish.Put put) {
                put(put);
            }
            if (violations.size() == before) {
                wishes.add(wish);
            }
        }

        private void label(Wish.OfLabel wish) {
            Labels.check(wish.label()).ifPresent(v -> violations.add(v.at(wish.field("label"))));
            if (!labels.add(wish.name() + ":" + wish.label())) {
                refuse(
                        wish.field("label"),
                        "duplicate-label",
                        "the label of " + wish.name() + " stands in this change set twice",
                        "Move each label once.");
            }
        }

        private void put(Wish.Put put) {
            if (put.type() == ParameterType.SECURE_STRING) {
                ValueRules.check(put.field("type"), Typing.of(put, null), put.value())
                        .map(v -> about(v, put.name()))
                        .ifPresent(violations::add);
            }
            ValueText.check(put.field("value"), put.value())
                    .map(v -> about(v, put.name()))
                    .ifPresent(violations::add);
            MetadataRules.check(put).forEach(v -> violations.add(about(v, put.name())));
            bytes += ValueText.utf8Length(put.value());
        }

        Wishes done() {
            if (bytes > Limits.CHANGE_SET_BYTES) {
                violations.add(tooLarge(bytes));
            }
            return new Wishes(wishes, violations);
        }
    }

    /** The violation that the values of a change set are too large together. */
    public static Violation tooLarge(long bytes) {
        return Violation.of(
                "changes",
                "change-set-size",
                "the values, with what is said about them, have " + bytes + " bytes of UTF-8",
                "Use at most " + Limits.CHANGE_SET_BYTES + "; split the change set.");
    }

    /** The same violation, told of a parameter. */
    public static Violation about(Violation v, ParameterName name) {
        return new Violation(v.field(), v.rule(), v.message(), v.remedy(), name.text(), v.place(), v.schema());
    }
}
