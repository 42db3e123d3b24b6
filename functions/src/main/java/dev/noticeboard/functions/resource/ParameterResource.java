package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as a resource of a stack. It is the stack's while the stack's label stands at the version that it has: the label moves with every write of
 * the stack, in the same change set, and with nobody else's (decision 51). Thread-safe.
 */
final class ParameterResource implements ResourceKind {
    private final BoardStore store;
    private final Attempts attempts;

    ParameterResource(BoardStore store, Attempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /**
     * What the board has.
     *
     * @param current the parameter, perhaps a tombstone; null if there was never one
     * @param labels where labels stand
     * @param written the version that the resource wrote last; 0 if none
     */
    private record There(@Nullable Parameter current, Map<String, Long> labels, long written) {
        boolean live() {
            return current != null && !current.tombstone();
        }

        long version() {
            return current == null ? 0 : current.version();
        }

        /** Whether nobody wrote it since the resource did, or nobody ever did. */
        boolean untouched() {
            return version() == 0 || version() == written;
        }
    }

    @Override
    public ResourceAnswer write(ResourceRequest request) {
        List<Violation> violations = new ArrayList<>();
        ParameterProperties wanted = ParameterProperties.read(request.properties(), violations);
        if (!violations.isEmpty()) {
            return ResourceAnswer.failed(wanted.name(), Properties.lines(violations));
        }
        ParameterName name = new ParameterName(wanted.name());
        boolean fresh = request.kind() == ResourceRequest.Kind.CREATE
                || !wanted.name().equals(request.before().get("Name"));
        ResourceAnswer answer =
                attempts.run(request, name.namespace(), name.text(), () -> decide(request, wanted, name, fresh));
        if (!answer.done() && request.kind() == ResourceRequest.Kind.UPDATE) {
            attempts.rememberFailure(request, name.namespace());
        }
        return answer;
    }

    private Step decide(ResourceRequest request, ParameterProperties wanted, ParameterName name, boolean fresh) {
        There there = there(request, name);
        if (there.untouched() || (fresh && !there.live())) {
            return put(request, wanted, there);
        }
        if (fresh) {
            return wanted.adopt()
                    ? put(request, wanted, there)
                    : refuse(request, there, name, Drift.exists(name.text(), there.version()));
        }
        if (wanted.saidBy(there.current()) || wanted.onDrift() == OnDrift.OVERWRITE) {
            return put(request, wanted, there);
        }
        return wanted.onDrift() == OnDrift.KEEP
                ? kept(there, name)
                : refuse(request, there, name, Drift.drifted(there.current(), there.written()));
    }

    /** Refuses, unless the update only rolls back another one: then what others wrote stays, and the stack gets back to where it was. */
    private Step refuse(ResourceRequest request, There there, ParameterName name, String reason) {
        boolean back = request.kind() == ResourceRequest.Kind.UPDATE
                && attempts.rollsBack(request, name.namespace())
                && !written(name, there.written(), request.before());
        return back ? kept(there, name) : new Step.Answered(ResourceAnswer.failed(name.text(), reason));
    }

    /** Whether the version that the resource wrote says this: then an update to it did not fail, at least not for good. */
    private boolean written(ParameterName name, long version, Map<String, Object> properties) {
        List<Violation> violations = new ArrayList<>();
        ParameterProperties before = ParameterProperties.read(properties, violations);
        return version > 0
                && violations.isEmpty()
                && before.name().equals(name.text())
                && store.versions(List.of(new NamedVersion(name, version))).stream()
                        .anyMatch(before::saidBy);
    }

    private static Step kept(There there, ParameterName name) {
        return new Step.Answered(ResourceAnswer.done(
                name.text(),
                name + ": version " + there.version() + ", which others wrote, was left as it is",
                Map.of("Version", Long.toString(there.version()))));
    }

    private static Step put(ResourceRequest request, ParameterProperties wanted, There there) {
        ParameterName name = new ParameterName(wanted.name());
        List<Wish> wishes = new ArrayList<>();
        wishes.add(wanted.put(there.version()));
        wishes.add(new Wish.Label("", name, request.label(), null, null));
        ResourceLabels.others(there.labels(), request.label())
                .forEach(other -> wishes.add(new Wish.Unlabel("", name, other, null)));
        return new Step.Write(wishes, "is as the template says");
    }

    @Override
    public ResourceAnswer delete(ResourceRequest request) {
        List<Violation> violations = new ArrayList<>();
        String text = ParameterProperties.read(request.properties(), violations).name();
        String id = Resources.physicalId(request, text);
        if (ParameterName.check(text).isPresent()) {
            return ResourceAnswer.done(id, "there is no parameter of this name, and never was", Map.of());
        }
        ParameterName name = new ParameterName(text);
        ResourceAnswer answer = attempts.run(request, name.namespace(), name.text(), () -> remove(request, name));
        return new ResourceAnswer(answer.done(), answer.reason(), id, answer.data());
    }

    private Step remove(ResourceRequest request, ParameterName name) {
        There there = there(request, name);
        if (there.written() == 0) {
            return new Step.Answered(ResourceAnswer.done(
                    name.text(), name + ": the stack wrote nothing that is still its own", Map.of()));
        }
        Wish unlabel = new Wish.Unlabel("", name, request.label(), null);
        return there.live() && there.untouched()
                ? new Step.Write(List.of(new Wish.Delete("", name, there.version()), unlabel), "is deleted")
                : new Step.Write(
                        List.of(unlabel), "others changed it since the stack wrote it, so it was left as it is");
    }

    private There there(ResourceRequest request, ParameterName name) {
        Map<String, Long> labels = store.labels(name).versions();
        Parameter current =
                store.current(Set.of(name), true).stream().findFirst().orElse(null);
        return new There(current, labels, labels.getOrDefault(request.label(), 0L));
    }
}
