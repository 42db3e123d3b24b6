package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.validate.SettingsRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Set;

/** {@code …/settings}: the settings of a namespace, read and written whole. Thread-safe. */
final class SettingsEndpoint {
    private final BoardStore store;
    private final Writes writes;

    SettingsEndpoint(BoardStore store, Writes writes) {
        this.store = store;
        this.writes = writes;
    }

    Answer answer(Call call, Path path) {
        if (!path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        return switch (call.method()) {
            case "GET" -> get(call, path);
            case "PUT" -> put(call, path);
            default -> throw Problems.methodNotAllowed(call.method(), "GET, PUT");
        };
    }

    private Answer get(Call call, Path path) {
        new Query(call, Set.of());
        Head head = store.head(path.namespace()).orElse(null);
        return Answer.ok(
                head == null
                        ? new SettingsAnswer(0, Settings.DEFAULTS)
                        : new SettingsAnswer(head.settingsRevision(), head.settingsInForce()));
    }

    private Answer put(Call call, Path path) {
        Query query = new Query(call, Set.of(Query.EXPECTED_VERSION, Query.WHY, Query.DRY_RUN));
        Settings settings = Json.readStrict(call.body(), Settings.class);
        List<Violation> violations = SettingsRules.check(settings);
        if (!violations.isEmpty()) {
            throw Problems.violations(violations);
        }
        Wish wish = new Wish.Configure("", settings, query.expectedVersion());
        return writes.commit(call, query, path.namespace(), Wishes.one(wish, query.why()), query.why());
    }
}
