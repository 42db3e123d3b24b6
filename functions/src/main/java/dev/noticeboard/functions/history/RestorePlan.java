package dev.noticeboard.functions.history;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.MetadataRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change sets that bring what lies below a prefix back to a revision. Only what was written since can differ; values are
 * looked at and not kept, so a plan takes little memory.
 *
 * @param parts each fits into one change set; in the order of names, so each but the last is as full as it can be
 */
record RestorePlan(List<List<Wish>> parts) {

    /** A plan, or why there is none. */
    sealed interface Result {
        /** A plan. */
        record Planned(RestorePlan plan) implements Result {}

        /** Retention dropped what this parameter was then. */
        record Gone(ParameterName name) implements Result {}
    }

    static Result make(BoardStore store, Prefix prefix, long revision) {
        AsOf asOf = new AsOf(store);
        Packing packing = new Packing();
        ParameterName after = null;
        BoardStore.Run run;
        do {
            run = store.walk(prefix, after, Limits.PAGE_PARAMETERS, Limits.PAGE_BYTES);
            List<Parameter> newer = run.parameters().stream()
                    .filter(p -> p.revision() > revision)
                    .toList();
            for (int from = 0; from < newer.size(); from += Limits.NAMES) {
                List<Parameter> some = newer.subList(from, Math.min(from + Limits.NAMES, newer.size()));
                Past past = asOf.at(revision, some);
                if (past instanceof Past.Gone gone) {
                    return new Result.Gone(gone.name());
                }
                for (Parameter p : some) {
                    packing.add(p, ((Past.Known) past).parameters().get(p.name()));
                }
            }
            after = run.parameters().isEmpty()
                    ? after
                    : run.parameters().get(run.parameters().size() - 1).name();
        } while (run.more());
        return new Result.Planned(new RestorePlan(packing.parts));
    }

    /** Fills change sets one after the other. */
    private static final class Packing {
        private final List<List<Wish>> parts = new ArrayList<>();
        private long bytes;

        void add(Parameter now, @Nullable Parameter then) {
            if (VersionDiff.fields(now, then).isEmpty()) {
                return;
            }
            if (then == null || then.value() == null) {
                put(new Wish.Delete("", now.name(), null), 0);
            } else {
                put(
                        new Wish.Restore("", now.name(), then.version(), null),
                        ValueText.utf8Length(then.value()) + MetadataRules.bytes(then.metadata()));
            }
        }

        private void put(Wish wish, long size) {
            List<Wish> part = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (part == null || part.size() == Limits.CHANGES || bytes + size > Limits.CHANGE_SET_BYTES) {
                part = new ArrayList<>();
                parts.add(part);
                bytes = 0;
            }
            part.add(wish);
            bytes += size;
        }
    }
}
