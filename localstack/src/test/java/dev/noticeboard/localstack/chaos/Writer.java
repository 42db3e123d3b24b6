package dev.noticeboard.localstack.chaos;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.CommitAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The namespace's one writer: small change sets, a large one by reference now and then, deletions, the guarded number alone. */
final class Writer {
    private static final int NAMES = 20;
    /** More than the 200 KB that a log entry holds, so that agents read the versions from the history. */
    private static final int LARGE = 60_000;

    private final BoardApi api;
    private final WrittenLedger ledger;
    private final Random random;
    private int number;

    Writer(BoardApi api, WrittenLedger ledger, Random random) {
        this.api = api;
        this.ledger = ledger;
        this.random = random;
    }

    /** Commits one change set that changes something. */
    void write() {
        Map<String, String> changes = new HashMap<>();
        number++;
        int kind = random.nextInt(40);
        if (kind < 6) {
            changes.put(Ledger.GUARDED, Integer.toString(number));
        } else if (kind == 6) {
            for (int i = 0; i < 5; i++) {
                changes.put(name(i), number + "x".repeat(LARGE));
            }
        } else {
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                changes.put(name(random.nextInt(NAMES)), Integer.toString(number));
            }
            String gone = name(random.nextInt(NAMES));
            if (random.nextInt(4) == 0 && ledger.at(ledger.head()).containsKey(gone)) {
                changes.put(gone, "");
            }
        }
        ledger.expect(changes);
        List<ChangeSetRequest.Item> items = new ArrayList<>();
        changes.forEach((name, value) -> items.add(
                value.isEmpty()
                        ? ChangeSetRequest.Item.delete(name, null)
                        : ChangeSetRequest.Item.put(name, value, null)));
        Reply<CommitAnswer> reply = api.commit(
                Ledger.NAMESPACE,
                new ChangeSetRequest(items, null),
                UUID.randomUUID().toString());
        ledger.committed(reply.fold(CommitAnswer::revision, refused -> {
            throw new AssertionError("the board refused a write: " + refused);
        }));
    }

    private static String name(int i) {
        return Ledger.NAMESPACE + "/group-" + i % 4 + "/p" + i;
    }
}
