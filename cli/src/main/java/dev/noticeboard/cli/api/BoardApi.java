package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.NamespacePage;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.api.SettingsAnswer;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the API that an admin uses, one method each; sends each request once. Every method throws
 * {@link ApiUnreachableException} if no answer came. Thread-safe.
 */
public final class BoardApi {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** Source: W3C Trace Context, section 3.2. */
    private static final String TRACEPARENT = "traceparent";

    private final SigV4ApiClient client;

    public BoardApi(SigV4ApiClient client) {
        this.client = client;
    }

    /**
     * Commits a write.
     *
     * @param idempotencyKey the same for each repetition of the same write, which is then carried out once
     */
    public Reply<CommitAnswer> commit(Write write, String idempotencyKey) {
        return send(write, idempotencyKey, CommitAnswer.class);
    }

    /** Commits as much of a restore as one request may, as {@link #commit(Write, String)} does. */
    public Reply<RestoreRequest.Answer> restore(Write restore, String idempotencyKey) {
        return send(restore, idempotencyKey, RestoreRequest.Answer.class);
    }

    /** What a write would do; nothing is written. */
    public Reply<DryRun> dryRun(Write write) {
        Map<String, String> query = new TreeMap<>(write.query);
        query.put("dryRun", "true");
        return reply(client.send(write.method, write.path, query, write.body), DryRun.class);
    }

    /** Writes one parameter, without an idempotency key. */
    public Reply<CommitAnswer> put(ParameterName name, PutRequest request) {
        return once(Write.put(name, request));
    }

    /** Commits a change set, as {@link #commit(Write, String)} does. */
    public Reply<CommitAnswer> commit(Namespace namespace, ChangeSetRequest request, String idempotencyKey) {
        return commit(Write.changeSet(namespace, request), idempotencyKey);
    }

    /** Binds a schema to a prefix, without an idempotency key. */
    public Reply<CommitAnswer> bindSchema(Prefix prefix, String schema, @Nullable String why) {
        return once(Write.bind(new SchemaPlace.Values(prefix), schema, false, null, why));
    }

    /** Reads one parameter, consistently. */
    public Reply<Parameter> get(ParameterName name) {
        return get(Reference.newest(name), true);
    }

    /**
     * Reads one parameter or one version of it.
     *
     * @param consistent false allows an answer that is a second old
     */
    public Reply<Parameter> get(Reference reference, boolean consistent) {
        return read(
                Routes.of(reference.name(), "parameters") + reference.suffix(),
                new Query().flag("consistent", consistent),
                Parameter.class);
    }

    /** Reads many parameters of one namespace. */
    public Reply<BatchRequest.Answer> batch(Namespace namespace, BatchRequest request) {
        return reply(
                client.send("POST", Routes.under(common(namespace, request), "batch"), Map.of(), Json.write(request)),
                BatchRequest.Answer.class);
    }

    /**
     * One page of what lies below a prefix; all pages show one revision.
     *
     * @param recursive false leaves out what lies deeper than one level below
     * @param revision as of when; absent for now
     * @param nextToken from the page before; absent for the first
     */
    public Reply<ParameterPage> list(
            Prefix prefix, boolean recursive, @Nullable Long revision, @Nullable String nextToken) {
        Query query = Query.page(Limits.PAGE_PARAMETERS, nextToken)
                .text("recursive", recursive ? null : "false")
                .number("revision", revision);
        return read(Routes.under(prefix, "list"), query, ParameterPage.class);
    }

    /** One page of a parameter's versions, the newest first. */
    public Reply<HistoryPage> history(ParameterName name, int limit, @Nullable String nextToken) {
        return read(Routes.of(name, "history"), Query.page(limit, nextToken), HistoryPage.class);
    }

    /** Compares two versions of a parameter: by default the newest with the one before. */
    public Reply<VersionDiff> diff(ParameterName name, @Nullable Long from, @Nullable Long to) {
        return read(Routes.of(name, "diff"), new Query().number("from", from).number("to", to), VersionDiff.class);
    }

    /** One page of what differs between two revisions below a prefix. */
    public Reply<VersionDiff.OfRevisions> compare(
            Prefix prefix, long from, @Nullable Long to, @Nullable String nextToken) {
        Query query = new Query().number("from", from).number("to", to).text("nextToken", nextToken);
        return read(Routes.under(prefix, "compare"), query, VersionDiff.OfRevisions.class);
    }

    /**
     * The change sets after a revision.
     *
     * @param after 0 for all that the log still holds
     * @param limit the most entries that the answer may hold, 1 to 100
     */
    public Reply<ChangesPage> changes(Namespace namespace, long after, int limit) {
        return changes(namespace, after, limit, 0);
    }

    /**
     * The change sets after a revision.
     *
     * @param waitSeconds how long to wait for the first one, 0 to {@value Limits#WAIT_SECONDS}
     */
    public Reply<ChangesPage> changes(Namespace namespace, long after, int limit, int waitSeconds) {
        Query query = Query.page(limit, null)
                .number("after", after)
                .number("waitSeconds", waitSeconds == 0 ? null : (Long) (long) waitSeconds);
        return read(Routes.of(namespace, "changes"), query, ChangesPage.class);
    }

    /** One page of the agents of a namespace, in the order of their ids. */
    public Reply<AgentPage> agents(Namespace namespace, @Nullable String nextToken) {
        return read(Routes.of(namespace, "agents"), new Query().text("nextToken", nextToken), AgentPage.class);
    }

    /** How far a revision has come; absent for the newest. */
    public Reply<Convergence> convergence(Namespace namespace, @Nullable Long revision) {
        return read(Routes.of(namespace, "convergence"), new Query().number("revision", revision), Convergence.class);
    }

    /** All schemas of a namespace, its rules among them. */
    public Reply<SchemaBinding.All> schemas(Namespace namespace) {
        return read(Routes.of(namespace, "schemas"), new Query(), SchemaBinding.All.class);
    }

    /** The schema that is bound exactly there. */
    public Reply<SchemaBinding> schema(SchemaPlace place) {
        return read(place.path(), new Query(), SchemaBinding.class);
    }

    /** All namespaces that were ever written to, in the order of their names. */
    public Reply<List<Namespace>> namespaces() {
        List<Namespace> all = new ArrayList<>();
        String next = null;
        do {
            Query query = new Query().text("nextToken", next);
            Reply<NamespacePage> reply = read("/namespaces", query, NamespacePage.class);
            if (reply instanceof Reply.Refused<NamespacePage> refused) {
                return refused.as();
            }
            NamespacePage page = ((Reply.Accepted<NamespacePage>) reply).value();
            all.addAll(page.namespaces());
            next = page.nextToken();
        } while (next != null);
        return new Reply.Accepted<>(List.copyOf(all));
    }

    /** The routes of rollouts. */
    public RolloutsApi rollouts() {
        return new RolloutsApi(this);
    }

    /** The settings of a namespace. */
    public Reply<SettingsAnswer> settings(Namespace namespace) {
        return read(Routes.of(namespace, "settings"), new Query(), SettingsAnswer.class);
    }

    private Reply<CommitAnswer> once(Write write) {
        return reply(client.send(write.method, write.path, write.query, write.body), CommitAnswer.class);
    }

    /** Each write is a trace of its own, and its repetitions are of the same. */
    <T> Reply<T> send(Write write, String key, Class<T> type) {
        Map<String, String> headers =
                Map.of(IDEMPOTENCY_KEY, key, TRACEPARENT, Trace.begun(key).traceparent());
        return reply(client.send(write.method, write.path, write.query, headers, write.body), type);
    }

    <T> Reply<T> read(String path, Query query, Class<T> type) {
        return reply(client.send("GET", path, query.map(), null), type);
    }

    private static <T> Reply<T> reply(ApiAnswer answer, Class<T> type) {
        if (!answer.ok()) {
            return new Reply.Refused<>(answer.status(), answer.problem().orElse(null), answer.retryAfter());
        }
        try {
            return new Reply.Accepted<>(answer.as(type));
        } catch (MalformedException notTheBoard) {
            return new Reply.Refused<>(answer.status(), null);
        }
    }

    /** The longest prefix that covers what is asked for, so that a grant of a prefix suffices. */
    private static Prefix common(Namespace namespace, BatchRequest request) {
        return Prefix.common(
                namespace,
                request.names().stream()
                        .map(name -> new ParameterName(name.split(":", -1)[0]))
                        .toList());
    }
}
