package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Optional;

/**
 * A path of the API: {@code /namespaces/{application}/{environment}/{collection}/{rest}}. Names are plain path segments, so
 * that an IAM policy grants by path; whatever could be read in two ways is refused.
 *
 * @param namespace the namespace that the path names
 * @param collection what of the namespace, e.g. {@code parameters}
 * @param rest the segments after it
 */
public record Path(Namespace namespace, String collection, List<String> rest) {
    private static final String ROOT = "namespaces";
    private static final int COLLECTION = 3;

    /** Reads a raw path. @throws ProblemException if it is none of the API */
    public static Path of(String raw) {
        if (raw.indexOf('%') >= 0) {
            throw Problems.invalidName(Violation.of(
                    "path",
                    "name-encoded",
                    "the path has an encoded character",
                    "Write names as plain path segments; no character that a name may have needs encoding."));
        }
        if (raw.isEmpty() || raw.equals("/")) {
            throw nothingAt(raw);
        }
        List<String> segments =
                List.of(raw.substring(raw.startsWith("/") ? 1 : 0).split("/", -1));
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw Problems.invalidName(Violation.of(
                        "path",
                        "name-grammar",
                        "the path has an empty segment, or the segment . or ..",
                        "Write single slashes, and none at the end."));
            }
        }
        if (segments.size() <= COLLECTION || !segments.get(0).equals(ROOT)) {
            throw nothingAt(raw);
        }
        String text = Namespace.fromPath(segments.get(1), segments.get(2));
        Namespace.check(text).ifPresent(v -> {
            throw Problems.invalidName(v);
        });
        return new Path(
                new Namespace(text), segments.get(COLLECTION), segments.subList(COLLECTION + 1, segments.size()));
    }

    /** The problem that there is nothing at a path. */
    public static ProblemException nothingAt(String raw) {
        return Problems.notFound("There is nothing at " + raw
                + ". Paths are /namespaces/{application}/{environment}/ and parameters, batch, list, changesets, history, diff,"
                + " compare, labels, restores, rollouts, schemas, rules, settings, epoch, changes, agents or convergence; an absent segment of the namespace is "
                + Namespace.ABSENT + ".");
    }

    /** The parameter that the rest names. @throws ProblemException if it names none of this namespace */
    public ParameterName name() {
        String text = namespace.nameAt(String.join("/", rest));
        ParameterName.check(text).ifPresent(v -> {
            throw Problems.invalidName(v);
        });
        return here(new ParameterName(text));
    }

    /** The parameter, or the version of one, that the rest names. @throws ProblemException if none of this namespace */
    Selector selector() {
        String text = namespace.nameAt(String.join("/", rest));
        Selector.check(text).ifPresent(v -> {
            throw Problems.invalidName(v);
        });
        Selector selector = Selector.of(text);
        here(selector.name());
        return selector;
    }

    private ParameterName here(ParameterName name) {
        if (!namespace.contains(name)) {
            Namespace home = name.namespace();
            throw Problems.invalidName(Violation.of(
                    "name",
                    "name-namespace",
                    name + " lives in the namespace " + home + ", not in " + namespace,
                    "Use /namespaces/" + home.toPath() + "/" + collection + "/" + home.pathOf(name) + "."));
        }
        return name;
    }

    /** The prefix that the rest names after {@code under}; the whole namespace if there is no rest. */
    public Prefix prefixUnder() {
        if (rest.isEmpty()) {
            return Prefix.whole(namespace);
        }
        if (!rest.get(0).equals("under") || rest.size() == 1) {
            throw nothingAt("this place of " + collection + "; a prefix comes after /under/");
        }
        return prefix(rest.subList(1, rest.size()));
    }

    /** The prefix that the rest names; the whole namespace if there is no rest. */
    public Prefix prefix() {
        return rest.isEmpty() ? Prefix.whole(namespace) : prefix(rest);
    }

    private Prefix prefix(List<String> segments) {
        String text = namespace.nameAt(String.join("/", segments));
        Optional<Violation> violation = Prefix.check(namespace, text);
        if (violation.isPresent()) {
            throw Problems.invalidName(violation.get());
        }
        return new Prefix(namespace, text);
    }
}
