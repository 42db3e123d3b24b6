package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/parameters/{name}} and {@code GET /v1/parameters?prefix=}: what is served, as JSON or as the bare text.
 * The entity tag changes with what the answer says; a list is of one snapshot.
 */
final class ParametersRoute implements Route.Plain {
    static final String PATH = "/v1/parameters";

    private final BoardView view;
    private final Lookup lookup;

    /** A parameter as it is told. */
    private record One(
            String name,
            String value,
            String type,
            String dataType,
            long version,
            long revision,
            @Nullable Instant writtenAt) {
        static One of(Selected s) {
            return new One(
                    s.name(),
                    s.text(),
                    s.type().label(),
                    s.dataType().label(),
                    s.version(),
                    s.revision(),
                    s.writtenAt());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Many(String namespace, String epoch, long revision, String prefix, List<One> parameters) {
        @Override
        public String toString() {
            return prefix;
        }
    }

    ParametersRoute(BoardView view, Lookup lookup) {
        this.view = view;
        this.lookup = lookup;
    }

    @Override
    public Answer now(Request request) {
        String path = request.getHttpURI().getPath();
        Query query = new Query(request.getHttpURI().getQuery());
        String rest = path.length() > PATH.length() + 1 ? path.substring(PATH.length() + 1) : "";
        return rest.isEmpty()
                ? list(request, query.only("prefix", "recursive"))
                : one(request, name(Query.decode("name", rest, false)), query.only("version", "label", "format"));
    }

    /** In the path a name's first slash is the path's own; a name of one segment has none. */
    private static String name(String rest) {
        return rest.startsWith("/") || rest.indexOf('/') < 0 ? rest : "/" + rest;
    }

    private Answer one(Request request, String name, Query query) {
        Optional<String> version = query.text("version");
        Optional<String> label = query.text("label");
        if (version.isPresent() && label.isPresent()) {
            throw new Refused(Refused.Kind.MALFORMED, "version, label: both are given. Give one of them.");
        }
        query.number("version", 1, 1, Long.MAX_VALUE);
        Selected found = lookup.find(name, version.or(() -> label).orElse(null));
        boolean text = wantsText(request, query);
        String tag = tag(
                BoardView.snapshot(view.agentOf(name)),
                found.revision() + "." + found.version() + (text ? ".text" : ""));
        if (matches(request, tag)) {
            return notModified(tag);
        }
        Answer answer = text
                ? Answer.of(HttpStatus.OK_200, "text/plain;charset=utf-8", found.text())
                : Answer.json(HttpStatus.OK_200, One.of(found));
        return answer.with(HttpHeader.ETAG.asString(), tag)
                .with(HttpHeader.VARY.asString(), HttpHeader.ACCEPT.asString());
    }

    private static boolean wantsText(Request request, Query query) {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        String asked = query.text("format")
                .orElse(accept != null && accept.toLowerCase(Locale.ROOT).startsWith("text/plain") ? "text" : "json");
        return switch (asked) {
            case "text" -> true;
            case "json" -> false;
            default -> throw new Refused(Refused.Kind.MALFORMED, "format: is neither json nor text.");
        };
    }

    private Answer list(Request request, Query query) {
        String asked = query.text("prefix").orElse("");
        ParameterAgent agent = asked.isEmpty() ? view.agentOfNamespace("") : agentAt(asked);
        String prefix = asked.isEmpty() ? agent.namespace().text() : asked;
        boolean recursive = query.flag("recursive", true);
        Snapshot snapshot = BoardView.snapshot(agent);
        String tag = tag(snapshot, snapshot.revision() + (recursive ? ".all." : ".one.") + prefix);
        if (matches(request, tag)) {
            return notModified(tag);
        }
        List<One> found = view.at(agent, snapshot, prefix, recursive).stream()
                .map(v -> One.of(Selected.of(v, null)))
                .toList();
        return Answer.json(
                        HttpStatus.OK_200,
                        new Many(agent.namespace().text(), snapshot.epoch(), snapshot.revision(), prefix, found))
                .with(HttpHeader.ETAG.asString(), tag);
    }

    private ParameterAgent agentAt(String prefix) {
        // A namespace first: /billing/prod is one, and may be a name in /billing too.
        for (ParameterAgent agent : view.all()) {
            if (prefix.equals(agent.namespace().text())) {
                return agent;
            }
        }
        for (ParameterAgent agent : view.all()) {
            if (Prefix.check(agent.namespace(), prefix).isEmpty()) {
                return agent;
            }
        }
        if (Namespace.check(prefix).isPresent()) {
            ParameterName.check(prefix).ifPresent(v -> {
                throw new Refused(Refused.Kind.MALFORMED, v.at("prefix").line());
            });
        }
        return view.agentOfNamespace(prefix);
    }

    /** The epoch is any text, so only its hash goes into the header. */
    /** Overrides change what is served without a revision, so what they say is part of every tag. */
    private static String tag(Snapshot snapshot, String rest) {
        int hash = snapshot.epoch().hashCode();
        for (String name : new TreeSet<>(snapshot.overridden())) {
            hash = 31 * hash + name.hashCode() + snapshot.get(name).hashCode();
        }
        return '"' + Integer.toHexString(hash) + "." + rest + '"';
    }

    /** If-None-Match (RFC 9110, section 13.1.2): a list of tags, weak or not, or a star. Ours hold neither quote nor comma. */
    private static boolean matches(Request request, String tag) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .anyMatch(sent -> sent.strip().equals("*") || sent.contains(tag));
    }

    private static Answer notModified(String tag) {
        return Answer.of(HttpStatus.NOT_MODIFIED_304, "application/json", "").with(HttpHeader.ETAG.asString(), tag);
    }
}
