package dev.noticeboard.functions.history;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells how a namespace differs between two revisions. The change log tells which versions to look at. Thread-safe. */
public final class Comparison {
    /** Parameters whose versions are read at once: two of each are DynamoDB's 100 keys of a batch. */
    private static final int STEP = 50;

    private final BoardStore store;

    /** Compares in this store. */
    public Comparison(BoardStore store) {
        this.store = store;
    }

    /** A page of differences, or why there is none. */
    public sealed interface Result {
        /**
         * A page, in the order of names.
         *
         * @param last the last name looked at, where others follow; null on the last page
         */
        record Page(List<VersionDiff> parameters, @Nullable ParameterName last) implements Result {}

        /** Retention dropped a part of what it takes, as it is named here. */
        record Gone(String what) implements Result {}
    }

    /** The first and the last version that the log tells of between the revisions. */
    private record Versions(long first, long last) {
        Versions with(long version) {
            return new Versions(first, Math.max(last, version));
        }
    }

    /**
     * What differs below a prefix.
     *
     * @param from the earlier revision
     * @param to the later revision, at most the newest
     * @param after the last name looked at before; null for the first page
     */
    public Result page(Prefix prefix, long from, long to, @Nullable ParameterName after) {
        NavigableMap<ParameterName, Versions> touched = new TreeMap<>();
        long next = from + 1;
        while (next <= to) {
            List<ChangeSet> run = store.log(prefix.namespace(), next - 1, Limits.PAGE_PARAMETERS, Limits.PAGE_BYTES)
                    .changeSets();
            for (ChangeSet entry : run) {
                if (entry.revision() > to) {
                    break;
                }
                if (entry.revision() != next) {
                    return new Result.Gone("revision " + next + " of the change log");
                }
                gather(prefix, entry, touched);
                next++;
            }
            if (run.isEmpty()) {
                return new Result.Gone("revision " + next + " of the change log");
            }
        }
        return differences(after == null ? touched : touched.tailMap(after, false));
    }

    private static void gather(Prefix prefix, ChangeSet entry, Map<ParameterName, Versions> touched) {
        for (Change change : entry.changes()) {
            if (change instanceof Change.OfParameter p) {
                touch(prefix, p.name(), p.version(), touched);
            } else if (change instanceof Change.Promote p) {
                touch(prefix, p.name(), p.version(), touched);
            }
        }
    }

    private static void touch(Prefix prefix, ParameterName name, long version, Map<ParameterName, Versions> touched) {
        if (prefix.covers(name)) {
            touched.merge(name, new Versions(version, version), (before, now) -> before.with(now.last()));
        }
    }

    private Result differences(NavigableMap<ParameterName, Versions> touched) {
        List<VersionDiff> found = new ArrayList<>();
        List<Map.Entry<ParameterName, Versions>> all = List.copyOf(touched.entrySet());
        long bytes = 0;
        ParameterName last = null;
        for (int i = 0; i < all.size(); i += STEP) {
            List<Map.Entry<ParameterName, Versions>> some = all.subList(i, Math.min(i + STEP, all.size()));
            Map<NamedVersion, Parameter> versions = versions(some);
            for (Map.Entry<ParameterName, Versions> entry : some) {
                ParameterName name = entry.getKey();
                Versions v = entry.getValue();
                Parameter earlier = versions.get(new NamedVersion(name, v.first() - 1));
                Parameter later = versions.get(new NamedVersion(name, v.last()));
                long first = v.first();
                // What a rollout withdrew was never what everybody had.
                while (earlier != null && earlier.unserved()) {
                    first = earlier.version();
                    earlier = first == 1
                            ? null
                            : store.versions(List.of(new NamedVersion(name, first - 1))).stream()
                                    .findFirst()
                                    .orElse(null);
                }
                if (later == null || (earlier == null && first > 1)) {
                    return new Result.Gone("a version of " + name);
                }
                VersionDiff diff = VersionDiff.of(name, earlier, later);
                if (!diff.fields().isEmpty()) {
                    bytes += ValueText.utf8Length(Json.write(diff));
                    if (found.size() == Limits.PAGE_PARAMETERS || (bytes > Limits.PAGE_BYTES && !found.isEmpty())) {
                        return new Result.Page(found, last);
                    }
                    found.add(diff);
                }
                last = name;
            }
        }
        return new Result.Page(found, null);
    }

    private Map<NamedVersion, Parameter> versions(List<Map.Entry<ParameterName, Versions>> touched) {
        List<NamedVersion> wanted = new ArrayList<>();
        for (Map.Entry<ParameterName, Versions> entry : touched) {
            Versions v = entry.getValue();
            if (v.first() > 1) {
                wanted.add(new NamedVersion(entry.getKey(), v.first() - 1));
            }
            wanted.add(new NamedVersion(entry.getKey(), v.last()));
        }
        Map<NamedVersion, Parameter> found = new HashMap<>();
        store.versions(wanted).forEach(p -> found.put(new NamedVersion(p.name(), p.version()), p));
        return found;
    }
}
