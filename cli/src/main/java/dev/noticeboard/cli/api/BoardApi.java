package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.ChangesPage;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.SchemaBinding;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the API that an admin uses, one method each; sends each request once. Every method throws
 * {@link ApiUnreachableException} if no answer came. Thread-safe.
 */
public final class BoardApi {
    /** Parameters of a list's page: the API's largest page, so that a long list takes few requests. */
    private static final int LIST_PAGE = 1000;

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final SigV4ApiClient client;

    public BoardApi(SigV4ApiClient client) {
        this.client = client;
    }

    /** Writes one parameter. */
    public Reply<CommitAnswer> put(ParameterName name, PutRequest request) {
        return reply(client.send("PUT", parameter(name), Map.of(), Json.write(request)), CommitAnswer.class);
    }

    /** Reads one parameter, consistently. */
    public Reply<Parameter> get(ParameterName name) {
        return reply(client.send("GET", parameter(name), Map.of(), null), Parameter.class);
    }

    /** Deletes one parameter. */
    public Reply<CommitAnswer> delete(ParameterName name, @Nullable Long expectedVersion, @Nullable String why) {
        Map<String, String> query = because(why);
        if (expectedVersion != null) {
            query.put("expectedVersion", expectedVersion.toString());
        }
        return reply(client.send("DELETE", parameter(name), query, null), CommitAnswer.class);
    }

    /**
     * One page of what lies below a prefix.
     *
     * @param nextToken from the page before; absent for the first
     */
    public Reply<ParameterPage> list(Prefix prefix, @Nullable String nextToken) {
        Map<String, String> query = new TreeMap<>(Map.of("limit", Integer.toString(LIST_PAGE)));
        if (nextToken != null) {
            query.put("nextToken", nextToken);
        }
        String path = whole(prefix) ? "/list" : "/list/under/" + inside(prefix);
        return reply(client.send("GET", base(prefix.namespace()) + path, query, null), ParameterPage.class);
    }

    /**
     * Commits a change set, all of it or nothing.
     *
     * @param idempotencyKey the same for each repetition of the same request, which is then carried out once
     */
    public Reply<CommitAnswer> commit(Namespace namespace, ChangeSetRequest request, String idempotencyKey) {
        ApiAnswer answer = client.send(
                "POST",
                base(namespace) + "/changesets",
                Map.of(),
                Map.of(IDEMPOTENCY_KEY, idempotencyKey),
                Json.write(request));
        return reply(answer, CommitAnswer.class);
    }

    /**
     * The change sets after a revision.
     *
     * @param after 0 for all that the log still holds
     * @param limit the most entries that the answer may hold, 1 to 100
     */
    public Reply<ChangesPage> changes(Namespace namespace, long after, int limit) {
        Map<String, String> query = Map.of("after", Long.toString(after), "limit", Integer.toString(limit));
        return reply(client.send("GET", base(namespace) + "/changes", query, null), ChangesPage.class);
    }

    /**
     * Binds a schema to a prefix.
     *
     * @param schema the JSON Schema's text
     */
    public Reply<CommitAnswer> bindSchema(Prefix prefix, String schema, @Nullable String why) {
        return reply(client.send("PUT", schemaAt(prefix), because(why), schema), CommitAnswer.class);
    }

    /** All schemas of a namespace. */
    public Reply<SchemaBinding.All> schemas(Namespace namespace) {
        return reply(client.send("GET", base(namespace) + "/schemas", Map.of(), null), SchemaBinding.All.class);
    }

    /** Removes the schema that is bound to exactly this prefix. */
    public Reply<CommitAnswer> removeSchema(Prefix prefix, @Nullable String why) {
        return reply(client.send("DELETE", schemaAt(prefix), because(why), null), CommitAnswer.class);
    }

    private static <T> Reply<T> reply(ApiAnswer answer, Class<T> type) {
        if (!answer.ok()) {
            return new Reply.Refused<>(answer.status(), answer.problem().orElse(null));
        }
        try {
            return new Reply.Accepted<>(answer.as(type));
        } catch (MalformedException notTheBoard) {
            return new Reply.Refused<>(answer.status(), null);
        }
    }

    private static Map<String, String> because(@Nullable String why) {
        Map<String, String> query = new TreeMap<>();
        if (why != null) {
            query.put("why", why);
        }
        return query;
    }

    private static String base(Namespace namespace) {
        return "/namespaces/" + namespace.toPath();
    }

    private static String parameter(ParameterName name) {
        Namespace namespace = name.namespace();
        return base(namespace) + "/parameters/" + namespace.pathOf(name);
    }

    private static String schemaAt(Prefix prefix) {
        return base(prefix.namespace()) + "/schemas" + (whole(prefix) ? "" : "/" + inside(prefix));
    }

    private static boolean whole(Prefix prefix) {
        return prefix.text().equals(prefix.namespace().text());
    }

    private static String inside(Prefix prefix) {
        return prefix.namespace().pathOf(new ParameterName(prefix.text()));
    }
}
