package dev.noticeboard.functions.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway may take a path for when it builds the ARN that IAM judges. API Gateway's documentation does not say which
 * of them it is, so whatever holds must hold for each.
 */
enum Reading {
    /** As it was sent. */
    RAW,
    /** Percent-decoded once. */
    DECODED,
    /** Decoded, then without empty and dot segments and without a slash at the end. */
    RESOLVED;

    /** The ARN of the method and path of a request, in the stage that the tests use. */
    String arn(Request request) {
        return Policies.STAGE_ARN + request.method() + path(request.path());
    }

    /** A path in this reading. */
    String path(String raw) {
        return switch (this) {
            case RAW -> raw;
            case DECODED -> decoded(raw);
            case RESOLVED -> resolved(decoded(raw));
        };
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String resolved(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : List.of(path.split("/", -1))) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
