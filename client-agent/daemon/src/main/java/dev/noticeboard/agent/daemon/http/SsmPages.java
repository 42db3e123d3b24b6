package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GetParametersByPath: what lies below a path, page by page in the order of names. A token says after which name the next
 * page begins, and nothing is kept for it; a change between two pages shows in the later one.
 */
final class SsmPages {
    /** Source: SSM's model, GetParametersByPathMaxResults; also what SSM takes where none is given. */
    private static final int MAX_RESULTS = 10;

    private static final String TOKEN = "1";

    private final BoardView view;

    record Page(List<Value> values, @Nullable String nextToken) {
        @Override
        public String toString() {
            return values.size() + " parameters";
        }
    }

    SsmPages(BoardView view) {
        this.view = view;
    }

    Page page(SsmRequest request) {
        String path = path(request.name("Path"));
        boolean recursive = request.flag("Recursive");
        int most = request.number("MaxResults", MAX_RESULTS, 1, MAX_RESULTS);
        if (request.has("ParameterFilters")) {
            throw new Refused(Refused.Kind.BAD_FILTER, "ParameterFilters: the agent has none. Leave them out.");
        }
        String scope = (recursive ? "r" : "o") + path;
        String after = request.text("NextToken").map(t -> after(t, scope)).orElse("");
        List<Value> found = new ArrayList<>();
        for (ParameterAgent agent : view.all()) {
            if (mayHold(agent.namespace(), path)) {
                found.addAll(view.below(agent, BoardView.snapshot(agent), path, recursive, after, most + 1));
            }
        }
        found.sort(Comparator.comparing(Value::name));
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<Value> page = found.subList(0, most);
        return new Page(page, token(scope, page.get(most - 1).name().text()));
    }

    /** A path ends with a slash or without. */
    private static String path(String text) {
        String path = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean rooted = path.equals("/")
                || (path.startsWith("/") && ParameterName.check(path + "/x").isEmpty());
        if (!rooted) {
            throw SsmRequest.invalid(
                    "Path", "is not one. Begin with a slash, and use a-z A-Z 0-9 _ . - between single slashes.");
        }
        return path;
    }

    /** Only a namespace of two segments has names below its own first level. */
    private static boolean mayHold(Namespace namespace, String path) {
        String space = namespace.text();
        return path.equals("/")
                || space.equals(path)
                || space.startsWith(path + "/")
                || (space.indexOf('/', 1) > 0 && path.startsWith(space + "/"));
    }

    /** Of this question only: with another, SSM refuses it too. */
    private static String token(String scope, String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((TOKEN + "\n" + scope + "\n" + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String token, String scope) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == 3
                    && parts[0].equals(TOKEN)
                    && parts[1].equals(scope)
                    && ParameterName.check(parts[2]).isEmpty()) {
                return parts[2];
            }
        } catch (IllegalArgumentException notOurs) {
            // Told below.
        }
        throw new Refused(Refused.Kind.BAD_NEXT_TOKEN, "The NextToken is not of this question. Ask again without one.");
    }
}
