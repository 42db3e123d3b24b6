package dev.noticeboard.bench.reliability;

import dev.noticeboard.bench.reliability.Operation.Kind;
import dev.noticeboard.bench.reliability.Operation.Outcome;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.localstack.chaos.Ledger;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that a client is about to ask for. Its id is its reason and its idempotency key, and begins each of its values, so that whatever it did
 * is recognised.
 *
 * @param what kind of request it is, as it is counted
 * @param changes what each parameter is to have; empty for a deletion
 * @param expectedVersion of its only parameter; null for any
 * @param expected that version's value; null for none
 */
record Wish(
        String id,
        String what,
        Map<String, String> changes,
        @Nullable Long expectedVersion,
        @Nullable String expected) {
    static final String PUT = "put";
    static final String SWAP = "put or delete of an expected version";
    static final String DELETE = "delete";
    static final String SEVERAL = "change set of several parameters";
    static final String LARGE = "change set by reference";

    /** Ends the part of a value that tells it from others. */
    private static final char FILL = '_';
    /** Five of them are more than the 200 KB that a log entry holds, so that agents read the versions from the history. */
    private static final int LARGE_BYTES = 45_000;

    static Wish put(String id, List<String> names) {
        Map<String, String> changes = new LinkedHashMap<>();
        names.forEach(name -> changes.put(name, id));
        return new Wish(id, names.size() == 1 ? PUT : SEVERAL, changes, null, null);
    }

    static Wish large(String id, List<String> names) {
        Map<String, String> changes = new LinkedHashMap<>();
        names.forEach(name -> changes.put(name, id + String.valueOf(FILL).repeat(LARGE_BYTES)));
        return new Wish(id, LARGE, changes, null, null);
    }

    /** Of a number that is not likely to be drawn twice. */
    static Wish guarded(String id, int value) {
        return new Wish(id, PUT, Map.of(Ledger.GUARDED, Integer.toString(value)), null, null);
    }

    static Wish swap(String id, String name, long version, @Nullable String expected, boolean delete) {
        return new Wish(id, SWAP, Map.of(name, delete && expected != null ? "" : id), version, expected);
    }

    static Wish delete(String id, String name) {
        return new Wish(id, DELETE, Map.of(name, ""), null, null);
    }

    /** The part of a value that tells it from others; null where there is none. */
    static @Nullable String token(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        int fill = value.indexOf(FILL);
        return fill < 0 ? value : value.substring(0, fill);
    }

    String first() {
        return changes.keySet().iterator().next();
    }

    Write write() {
        List<ChangeSetRequest.Item> items = changes.entrySet().stream()
                .map(e -> e.getValue().isEmpty()
                        ? ChangeSetRequest.Item.delete(e.getKey(), expectedVersion)
                        : new ChangeSetRequest.Item(
                                ChangeSetRequest.Kind.PUT,
                                e.getKey(),
                                e.getValue(),
                                null,
                                null,
                                expectedVersion,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                .toList();
        return Write.changeSet(Ledger.NAMESPACE, new ChangeSetRequest(items, id));
    }

    Operation operation(String name, long invoked, long returned, Outcome outcome, long version) {
        Kind kind = expectedVersion == null ? Kind.WRITE : Kind.SWAP;
        return new Operation(id, kind, name, expected, token(changes.get(name)), invoked, returned, outcome, version);
    }
}
