package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulated board, and how many bytes its items have. For one thread. */
final class FleetBoard {
    /** Parameters of the namespace, and bytes of each value: those of docs/costs.md. */
    static final int PARAMETERS = 50;

    static final int VALUE_BYTES = 100;
    /** Values of a change set that must go by reference: the largest there may be, and the least that is over the 200 KiB of an inline one. */
    static final int LARGE_VALUES = 4;

    static final int LARGE_BYTES = Limits.VALUE_BYTES;

    /** What an item has beside its value. ASSUMED: names, keys and who wrote it. */
    static final int NAME_BYTES = 300;

    private final SimBoard board = new SimBoard();
    final SimReader reader = new SimReader(board);
    private final Map<Long, Integer> entryBytes = new LinkedHashMap<>();
    private int written;

    /** Fills the namespace. */
    FleetBoard() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            all.put("setting-" + i, value(VALUE_BYTES));
        }
        commit(all, 0);
    }

    private String value(int bytes) {
        String number = Integer.toString(++written);
        return number + "x".repeat(bytes - number.length());
    }

    /** One parameter is changed. */
    ChangeSet small() {
        return commit(Map.of("setting-" + written % PARAMETERS, value(VALUE_BYTES)), 0);
    }

    /** Some are changed to values that do not fit into a notice, to be read within this spread. */
    ChangeSet large(long spreadMillis) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < LARGE_VALUES; i++) {
            changes.put("setting-" + i, value(LARGE_BYTES));
        }
        return commit(changes, spreadMillis);
    }

    private ChangeSet commit(Map<String, String> changes, long spreadMillis) {
        int bytes = changes.values().stream().mapToInt(String::length).sum();
        boolean inline = bytes <= Limits.INLINE_BYTES;
        ChangeSet made = board.commit(changes, inline, inline ? 0 : spreadMillis);
        entryBytes.put(made.revision(), inline ? bytes(made) : bytes(made) - bytes);
        return made;
    }

    long revision() {
        return board.revision();
    }

    /** Bytes of the log's entries after a revision, and of the head. */
    int logBytes(long after) {
        int bytes = NAME_BYTES;
        for (long revision = after + 1; revision <= board.revision(); revision++) {
            bytes += entryBytes.getOrDefault(revision, 0);
        }
        return bytes;
    }

    /** Bytes of an item, as of its JSON: names and values count at DynamoDB too. */
    static int bytes(Object item) {
        return Json.write(item).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Bytes of the items that a first snapshot reads. */
    static int bytes(List<Parameter> items) {
        return items.stream().mapToInt(FleetBoard::bytes).sum();
    }
}
