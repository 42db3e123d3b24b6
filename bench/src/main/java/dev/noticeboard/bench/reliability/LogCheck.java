package dev.noticeboard.bench.reliability;

import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The change log held against what the clients asked and were told: revisions and versions run without a gap and none is used twice; what was acknowledged
 * is there once, at its revision, whole; what was refused is not there; and nothing is there that nobody asked for (design.md section 3).
 */
final class LogCheck {
    private final History history;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> changeSets = new HashSet<>();

    private LogCheck(History history) {
        this.history = history;
    }

    /** What is wrong; empty if nothing is. */
    static List<String> faults(List<ChangeSet> log, History history) {
        LogCheck check = new LogCheck(history);
        for (int i = 0; i < log.size(); i++) {
            check.entry(log.get(i), i + 1L);
        }
        history.endings().values().stream()
                .filter(e -> e.result() == History.Result.ACKNOWLEDGED && e.revision() > 0)
                .filter(e -> !check.requests.contains(e.id()))
                .forEach(e -> check.faults.add(e.id() + " was acknowledged and is not in the log"));
        return check.faults;
    }

    private void entry(ChangeSet entry, long revision) {
        String where = "revision " + entry.revision() + ": ";
        String id = String.valueOf(entry.why());
        if (entry.revision() != revision) {
            faults.add(where + "follows " + (revision - 1));
        }
        if (!changeSets.add(entry.id())) {
            faults.add(where + "the change set is there twice");
        }
        if (!requests.add(id)) {
            faults.add(where + "request " + id + " was carried out twice");
        }
        History.Request request = history.requests().get(id);
        if (request == null) {
            faults.add(where + "nobody asked for it");
            return;
        }
        History.Ending ending = history.endings().get(id);
        if (ending != null) {
            ending(where, entry, ending);
        }
        if (entry.changes().size() != request.changes().size()) {
            faults.add(where + "has " + entry.changes().size() + " changes of "
                    + request.changes().size());
        }
        entry.changes().forEach(change -> change(where, change, request));
    }

    private void ending(String where, ChangeSet entry, History.Ending ending) {
        switch (ending.result()) {
            case ACKNOWLEDGED -> {
                if (ending.revision() != entry.revision() || !ending.changeSet().equals(entry.id())) {
                    faults.add(where + ending.id() + " was told of another revision, " + ending.revision());
                }
            }
            case CONFLICT, REFUSED -> faults.add(where + ending.id() + " was told " + ending.result());
            case UNKNOWN -> {}
        }
    }

    private void change(String where, Change change, History.Request request) {
        String name;
        long version;
        String value = null;
        if (change instanceof Change.Put put) {
            name = put.name().text();
            version = put.version();
            value = put.value();
        } else if (change instanceof Change.Delete delete) {
            name = delete.name().text();
            version = delete.version();
            value = "";
        } else {
            faults.add(where + "has what nobody asked for");
            return;
        }
        String asked = request.changes().get(name);
        if (asked == null || (value != null && !value.equals(asked))) {
            faults.add(where + name + " is not as it was asked for");
        }
        long before = versions.getOrDefault(name, 0L);
        if (version != before + 1) {
            faults.add(where + name + " has version " + version + " after " + before);
        }
        versions.put(name, version);
    }
}
