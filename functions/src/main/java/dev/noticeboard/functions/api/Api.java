package dev.noticeboard.functions.api;

import dev.noticeboard.functions.history.Comparison;
import dev.noticeboard.functions.history.Listing;
import dev.noticeboard.functions.history.Restorer;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.validate.SchemaRules;
import java.time.Clock;
import java.util.Map;

/** The routes of what the board holds; agents have their own, see {@code fleet}. Thread-safe. */
public final class Api implements Endpoint {

    /** Answers calls whose path was read. */
    @FunctionalInterface
    interface Route {
        Answer answer(Call call, Path path);
    }

    private final Map<String, Route> routes;
    private final NamespacesEndpoint namespaces;

    /**
     * The API over a store.
     *
     * @param agents counts who would be reached
     * @param early publishes urgent changes
     * @param desk knows the rollouts
     * @param pauses waits between two looks of a read that waits for a change
     */
    public Api(
            BoardStore store,
            Committer committer,
            SchemaRules rules,
            LiveAgents agents,
            EarlyNotices early,
            RolloutDesk desk,
            Clock clock,
            Pauses pauses) {
        Writes writes = new Writes(committer, agents, early);
        Reads reads = new Reads(store);
        SchemasEndpoint schemas = new SchemasEndpoint(store, writes, rules);
        this.namespaces = new NamespacesEndpoint(store);
        this.routes = Map.ofEntries(
                Map.entry("parameters", new ParametersEndpoint(reads, writes)::answer),
                Map.entry("batch", new BatchEndpoint(reads)::answer),
                Map.entry("list", new ListEndpoint(store, new Listing(store))::answer),
                Map.entry("changesets", new ChangeSetsEndpoint(writes)::answer),
                Map.entry("history", new HistoryEndpoint(store)::answer),
                Map.entry("diff", new DiffEndpoint(reads)::answer),
                Map.entry("compare", new CompareEndpoint(store, new Comparison(store))::answer),
                Map.entry("labels", new LabelsEndpoint(writes)::answer),
                Map.entry(
                        "restores", new RestoresEndpoint(store, new Restorer(store, committer, clock), writes)::answer),
                Map.entry("schemas", schemas::answer),
                Map.entry("rules", schemas::answerRules),
                Map.entry("rollouts", new RolloutsEndpoint(desk, writes)::answer),
                Map.entry("settings", new SettingsEndpoint(store, writes)::answer),
                Map.entry("epoch", new EpochEndpoint(writes)::answer),
                Map.entry("changes", new ChangesEndpoint(store, clock, pauses)::answer));
    }

    @Override
    public Answer answer(Call call) {
        if (call.path().equals(NamespacesEndpoint.PATH)) {
            return namespaces.answer(call);
        }
        Path path = Path.of(call.path());
        Route route = routes.get(path.collection());
        if (route == null) {
            throw Path.nothingAt(call.path());
        }
        return route.answer(call, path);
    }
}
