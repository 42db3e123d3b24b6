package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.StaleParametersException;
import dev.noticeboard.agent.flags.AgentFlags;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.schemas.name.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * OFREP, OpenFeature's protocol for evaluating flags remotely, as flagd speaks it: {@code POST /ofrep/v1/evaluate/flags/{key}} for one flag
 * and {@code POST /ofrep/v1/evaluate/flags} for all. What a request has beyond that is passed over, for later versions of the protocol.
 */
final class OfrepRoute implements Route {
    /** Another header than our own that may carry the token: the OpenAPI document's ApiKeyAuth. */
    static final String API_KEY = "X-API-Key";

    private final BoardView view;
    private final int bodyBytes;
    private final Map<Namespace, AgentFlags> flags = new HashMap<>();

    OfrepRoute(BoardView view, int bodyBytes) {
        this.view = view;
        this.bodyBytes = bodyBytes;
        view.all().forEach(agent -> flags.put(agent.namespace(), new AgentFlags(agent)));
    }

    @Override
    public CompletableFuture<Answer> answer(Request request) {
        OfrepPath path = OfrepPath.parse(request.getHttpURI().getPath()).orElseThrow();
        return Body.read(request, bodyBytes)
                .thenApply(body -> path.key() == null ? all(path, request, body) : one(path, path.key(), body));
    }

    private Answer one(OfrepPath path, String encoded, byte[] body) {
        String key = encoded;
        try {
            key = Query.decode("key", encoded, false);
            FlagContext context = OfrepContext.read(body);
            return OfrepAnswers.one(set(path).evaluate(key, context));
        } catch (Refused e) {
            return bad(key, e);
        }
    }

    private Answer all(OfrepPath path, Request request, byte[] body) {
        Answer answer;
        Optional<String> config;
        try {
            config = new Query(request.getHttpURI().getQuery()).text("flagConfigEtag");
            FlagContext context = OfrepContext.read(body);
            FlagSet set = set(path);
            answer = OfrepAnswers.all(set.evaluateAll(context), set);
        } catch (Refused e) {
            return bad(null, e);
        }
        EntityTag tag = EntityTag.of(answer.body());
        // Who was told of another tag than this one has to get the flags, whatever else he has kept.
        boolean known = config.filter(told -> !told.isEmpty())
                .map(tag::is)
                .orElseGet(() -> tag.isNamedBy(request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH)));
        return known
                ? new Answer(HttpStatus.NOT_MODIFIED_304, Map.of(HttpHeader.ETAG.asString(), tag.quoted()), "")
                : answer.with(HttpHeader.ETAG.asString(), tag.quoted());
    }

    /** What is wrong with the request itself is told in the words of an evaluation; all else by the front. */
    private static Answer bad(@Nullable String key, Refused refused) {
        return switch (refused.kind()) {
            case NOT_JSON -> OfrepAnswers.bad(key, "INVALID_CONTEXT", refused.text());
            case MALFORMED -> OfrepAnswers.bad(key, "GENERAL", refused.text());
            default -> throw refused;
        };
    }

    private FlagSet set(OfrepPath path) {
        ParameterAgent agent = agent(path.namespace());
        try {
            return Objects.requireNonNull(flags.get(agent.namespace()))
                    .set()
                    .orElseThrow(() -> new Refused(
                            Refused.Kind.UNAVAILABLE,
                            "Nothing of " + agent.namespace() + " is served yet: the agent has not read the board."));
        } catch (StaleParametersException e) {
            throw new Refused(Refused.Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private ParameterAgent agent(String namespace) {
        return view.all().stream()
                .filter(a -> namespace.isEmpty()
                        ? view.all().size() == 1
                        : a.namespace().text().equals(namespace))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refused.Kind.MALFORMED,
                        (namespace.isEmpty()
                                        ? "The agent keeps several namespaces."
                                        : "The agent does not keep this namespace.")
                                + " Base URLs are its address with one of these paths: "
                                + view.all().stream()
                                        .map(a -> OfrepPath.base(a.namespace().text()))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
