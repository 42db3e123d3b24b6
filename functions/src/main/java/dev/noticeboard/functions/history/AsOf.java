package dev.noticeboard.functions.history;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what parameters were as of a revision. A version was the newest then if it was written, or promoted, at that revision or before and
 * the next version after it; what a rollout only proposes, or withdrew, was none. So versions are looked at one after the other, from the newest back, and a missing one ends the search: whether
 * it was the one cannot be told any more. Thread-safe.
 */
public final class AsOf {
    /** Versions of a parameter read at once on the way back, after the first step, which is read for many at once. */
    private static final int RUN = 100;

    private final BoardStore store;

    /** Looks in this store. */
    public AsOf(BoardStore store) {
        this.store = store;
    }

    /**
     * What these parameters were.
     *
     * @param current their current states, read consistently when the namespace had reached the revision
     */
    public Past at(long revision, List<Parameter> current) {
        Map<ParameterName, Parameter> known = new HashMap<>();
        List<Parameter> newer = new ArrayList<>();
        for (Parameter p : current) {
            if (p.revision() <= revision) {
                known.put(p.name(), p);
            } else if (p.version() > 1) {
                newer.add(p);
            }
        }
        for (int from = 0; from < newer.size(); from += Limits.NAMES) {
            List<Parameter> some = newer.subList(from, Math.min(from + Limits.NAMES, newer.size()));
            Map<ParameterName, Parameter> before =
                    store
                            .versions(some.stream()
                                    .map(p -> new NamedVersion(p.name(), p.version() - 1))
                                    .toList())
                            .stream()
                            .collect(Collectors.toMap(Parameter::name, Function.identity()));
            for (Parameter p : some) {
                Optional<Past.Gone> gone = search(revision, p.name(), before.get(p.name()), known);
                if (gone.isPresent()) {
                    return gone.get();
                }
            }
        }
        return new Past.Known(known);
    }

    private Optional<Past.Gone> search(
            long revision, ParameterName name, @Nullable Parameter candidate, Map<ParameterName, Parameter> known) {
        Parameter p = candidate;
        List<Parameter> run = List.of();
        int next = 0;
        while (p != null && (p.revision() > revision || p.unserved())) {
            if (p.version() == 1) {
                return Optional.empty();
            }
            if (next == run.size()) {
                run = store.history(name, p.version(), RUN, Limits.PAGE_BYTES).versions();
                next = 0;
            }
            long wanted = p.version() - 1;
            p = next < run.size() && run.get(next).version() == wanted ? run.get(next) : null;
            next++;
        }
        if (p == null) {
            return Optional.of(new Past.Gone(name));
        }
        known.put(name, p);
        return Optional.empty();
    }
}
