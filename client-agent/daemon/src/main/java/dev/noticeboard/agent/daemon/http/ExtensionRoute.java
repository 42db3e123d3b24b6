package dev.noticeboard.agent.daemon.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * {@code GET /systemsmanager/parameters/get}, as the AWS Parameters and Secrets Lambda Extension answers it: the body is Go's
 * JSON of the SDK's GetParameterOutput, so every field is there, null where it is not set.
 */
final class ExtensionRoute implements Route.Plain {
    static final String PATH = "/systemsmanager/parameters/get";

    private final Lookup lookup;
    private final Arns arns;

    ExtensionRoute(Lookup lookup, Arns arns) {
        this.lookup = lookup;
        this.arns = arns;
    }

    @Override
    public Answer now(Request request) {
        // What the extension does not know it ignores.
        Query query = new Query(request.getHttpURI().getQuery());
        String name = query.text("name")
                .filter(n -> !n.isEmpty())
                .orElseThrow(() ->
                        new Refused(Refused.Kind.MALFORMED, "name: is required. Give it percent-encoded (%2F for /)."));
        // Nothing is encrypted here yet, so it changes nothing.
        query.flag("withDecryption", false);
        Optional<String> version = query.text("version").filter(v -> !v.isEmpty());
        Optional<String> label = query.text("label").filter(l -> !l.isEmpty());
        if (version.isPresent() && label.isPresent()) {
            throw new Refused(Refused.Kind.MALFORMED, "version, label: both are given. Give one of them.");
        }
        if (version.isPresent()) {
            query.number("version", 1, 1, Long.MAX_VALUE);
        }
        NameAndSelector asked = NameAndSelector.parse(arns.strip(name));
        if (asked.selector() != null && (version.isPresent() || label.isPresent())) {
            throw new Refused(Refused.Kind.MALFORMED, "name: has a selector, and version or label is given as well.");
        }
        Selected found = lookup.find(
                asked.name(),
                version.or(() -> label)
                        .or(() -> Optional.ofNullable(asked.selector()))
                        .orElse(null));
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("ARN", arns.of(found.name()));
        parameter.put("DataType", SsmRoute.DATA_TYPE);
        parameter.put(
                "LastModifiedDate",
                found.writtenAt() == null ? null : found.writtenAt().toString());
        parameter.put("Name", found.name());
        parameter.put("Selector", found.selector());
        parameter.put("SourceResult", null);
        parameter.put("Type", found.type().label());
        parameter.put("Value", found.text());
        parameter.put("Version", found.version());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Parameter", parameter);
        body.put("ResultMetadata", Map.of());
        return Answer.json(HttpStatus.OK_200, body);
    }
}
