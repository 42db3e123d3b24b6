package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.validate.SchemaRules;

/** The routes of what the board holds; agents have their own, see {@code fleet}. Thread-safe. */
public final class Api implements Endpoint {
    /** Bytes of JSON after which a page ends: 4 MiB, so that with one item more it stays under the 6 MB of a Lambda's answer. */
    static final long PAGE_BYTES = 4L * 1024 * 1024;

    private final ParametersEndpoint parameters;
    private final ListEndpoint list;
    private final ChangeSetsEndpoint changeSets;
    private final SchemasEndpoint schemas;
    private final ChangesEndpoint changes;

    /** The API over a store. */
    public Api(BoardStore store, Committer committer, SchemaRules rules) {
        Writes writes = new Writes(committer);
        this.parameters = new ParametersEndpoint(store, writes);
        this.list = new ListEndpoint(store);
        this.changeSets = new ChangeSetsEndpoint(writes);
        this.schemas = new SchemasEndpoint(store, writes, rules);
        this.changes = new ChangesEndpoint(store);
    }

    @Override
    public Answer answer(Call call) {
        Path path = Path.of(call.path());
        return switch (path.collection()) {
            case "parameters" -> parameters.answer(call, path);
            case "list" -> list.answer(call, path);
            case "changesets" -> changeSets.answer(call, path);
            case "schemas" -> schemas.answer(call, path);
            case "changes" -> changes.answer(call, path);
            default -> throw Path.nothingAt(call.path());
        };
    }
}
