package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.EpochRequest;
import dev.noticeboard.schemas.api.LabelRequest;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.api.RolloutAction;
import dev.noticeboard.schemas.api.RolloutRequest;
import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that changes the board, to be committed or tried; each may be sent again with the same idempotency key. */
public final class Write {
    final String method;
    final String path;
    final Map<String, String> query;
    final @Nullable String body;

    private Write(String method, String path, Query query, @Nullable String body) {
        this.method = method;
        this.path = path;
        this.query = query.map();
        this.body = body;
    }

    /** Writes one parameter. */
    public static Write put(ParameterName name, PutRequest request) {
        return new Write("PUT", Routes.of(name, "parameters"), new Query(), Json.write(request));
    }

    /**
     * Deletes one parameter.
     *
     * @param urgent whether to publish it at once and to end a rollout of the parameter
     */
    public static Write delete(
            ParameterName name, @Nullable Long expectedVersion, @Nullable String why, boolean urgent) {
        Query query = Query.write(expectedVersion, why).flag("urgent", urgent);
        return new Write("DELETE", Routes.of(name, "parameters"), query, null);
    }

    /** A change set: all of it or nothing. Sent below the longest prefix that covers it, so that a grant of a prefix suffices. */
    public static Write changeSet(Namespace namespace, ChangeSetRequest request) {
        Prefix prefix = common(namespace, request.changes());
        return new Write("POST", Routes.under(prefix, "changesets"), new Query(), Json.write(request));
    }

    /** Starts a rollout; sent as a change set is. */
    public static Write rollout(Namespace namespace, RolloutRequest request) {
        Prefix prefix = common(namespace, request.changes());
        return new Write("POST", Routes.under(prefix, "rollouts"), new Query(), Json.write(request));
    }

    /**
     * Moves a rollout by hand.
     *
     * @param action {@code advance}, {@code pause}, {@code resume}, {@code complete} or {@code abort}
     */
    public static Write move(Namespace namespace, String rollout, String action, @Nullable String why) {
        String path = Routes.of(namespace, "rollouts/" + rollout + "/" + action);
        return new Write("POST", path, new Query(), Json.write(new RolloutAction(why)));
    }

    private static Prefix common(Namespace namespace, List<ChangeSetRequest.Item> changes) {
        return Prefix.common(
                namespace,
                changes.stream()
                        .map(ChangeSetRequest.Item::name)
                        .map(ParameterName::new)
                        .toList());
    }

    /** Moves a label. */
    public static Write label(ParameterName name, LabelRequest request) {
        return new Write("PUT", Routes.of(name, "labels"), new Query(), Json.write(request));
    }

    /** Takes a label away. */
    public static Write unlabel(
            ParameterName name, String label, @Nullable Long expectedVersion, @Nullable String why) {
        Query query = Query.write(expectedVersion, why).text("label", label);
        return new Write("DELETE", Routes.of(name, "labels"), query, null);
    }

    /** Brings back what lay below a prefix; what it answers may ask to be sent on. */
    public static Write restore(Prefix prefix, RestoreRequest request) {
        return new Write("POST", Routes.under(prefix, "restores"), new Query(), Json.write(request));
    }

    /**
     * Binds a schema.
     *
     * @param schema the JSON Schema's text
     * @param force even if stored values break it
     */
    public static Write bind(
            SchemaPlace place, String schema, boolean force, @Nullable Long expectedVersion, @Nullable String why) {
        Query query = Query.write(expectedVersion, why).flag("force", force);
        return new Write("PUT", place.path(), query, schema);
    }

    /** Removes the schema that is bound exactly there. */
    public static Write unbind(SchemaPlace place, @Nullable Long expectedVersion, @Nullable String why) {
        return new Write("DELETE", place.path(), Query.write(expectedVersion, why), null);
    }

    /** Replaces the settings of a namespace. */
    public static Write settings(
            Namespace namespace, Settings settings, @Nullable Long expectedVersion, @Nullable String why) {
        return new Write(
                "PUT", Routes.of(namespace, "settings"), Query.write(expectedVersion, why), Json.write(settings));
    }

    /** Begins a new epoch. */
    public static Write newEpoch(Namespace namespace, @Nullable String why) {
        return new Write("POST", Routes.of(namespace, "epoch"), new Query(), Json.write(new EpochRequest(why)));
    }

    /** Without the body, which may hold values. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
