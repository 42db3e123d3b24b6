package dev.noticeboard.agent.daemon.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * SSM's own protocol, {@code POST /} with {@code X-Amz-Target}: GetParameter, GetParameters and GetParametersByPath, with
 * the limits of SSM's model. Answers and errors are as SSM gives them, except that what comes from the snapshot
 * has no LastModifiedDate, which the snapshot does not hold.
 */
final class SsmRoute {
    /** SSM knows text and AWS's own kinds; what our types say further, only our own routes tell. */
    static final String DATA_TYPE = "text";

    static final String TARGET = "X-Amz-Target";
    private static final String SERVICE = "AmazonSSM.";
    /** Source: SSM's model, ParameterNameList. */
    private static final int NAMES = 10;

    private final Lookup lookup;
    private final Arns arns;
    private final SsmPages pages;

    SsmRoute(BoardView view, Lookup lookup, Arns arns) {
        this.lookup = lookup;
        this.arns = arns;
        this.pages = new SsmPages(view);
    }

    Answer answer(@Nullable String target, byte[] body) {
        String operation = target != null && target.startsWith(SERVICE) ? target.substring(SERVICE.length()) : "";
        return Answer.ssm(
                HttpStatus.OK_200,
                switch (operation) {
                    case "GetParameter" -> getParameter(new SsmRequest(body));
                    case "GetParameters" -> getParameters(new SsmRequest(body));
                    case "GetParametersByPath" -> getParametersByPath(new SsmRequest(body));
                    default ->
                        throw new Refused(
                                Refused.Kind.NO_OPERATION,
                                "The agent answers GetParameter, GetParameters and GetParametersByPath of AmazonSSM only.");
                });
    }

    private Map<String, Object> getParameter(SsmRequest request) {
        String name = request.name("Name");
        request.flag("WithDecryption");
        return Map.of("Parameter", parameter(find(name)));
    }

    private Selected find(String nameOrArn) {
        NameAndSelector asked = NameAndSelector.parse(arns.strip(nameOrArn));
        return lookup.find(asked.name(), asked.selector());
    }

    private Map<String, Object> getParameters(SsmRequest request) {
        List<Object> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        request.flag("WithDecryption");
        for (String name : new LinkedHashSet<>(request.names("Names", NAMES))) {
            try {
                found.add(parameter(find(name)));
            } catch (Refused e) {
                // What is not there is told by its name; what cannot be read now fails the whole, as SSM does.
                if (e.kind() == Refused.Kind.UNAVAILABLE || e.kind() == Refused.Kind.BUSY) {
                    throw e;
                }
                invalid.add(name);
            }
        }
        return Map.of("Parameters", found, "InvalidParameters", invalid);
    }

    private Map<String, Object> getParametersByPath(SsmRequest request) {
        request.flag("WithDecryption");
        SsmPages.Page page = pages.page(request);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "Parameters",
                page.values().stream().map(v -> parameter(Selected.of(v, null))).toList());
        if (page.nextToken() != null) {
            answer.put("NextToken", page.nextToken());
        }
        return answer;
    }

    private Map<String, Object> parameter(Selected s) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("Name", s.name());
        parameter.put("Type", s.type().label());
        parameter.put("Value", s.text());
        parameter.put("Version", s.version());
        if (s.selector() != null) {
            parameter.put("Selector", s.selector());
        }
        Instant at = s.writtenAt();
        if (at != null) {
            // AWS JSON 1.1 writes times as seconds since 1970.
            parameter.put("LastModifiedDate", at.toEpochMilli() / 1000.0);
        }
        parameter.put("ARN", arns.of(s.name()));
        parameter.put("DataType", DATA_TYPE);
        return parameter;
    }
}
