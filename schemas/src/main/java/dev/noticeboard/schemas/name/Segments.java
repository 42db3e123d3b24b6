package dev.noticeboard.schemas.name;

import java.util.ArrayList;
import java.util.List;

/** Splits a name at its slashes. */
final class Segments {
    /** The segments of a name, without the empty one before a leading slash; other empty ones are kept. */
    static List<String> split(String text) {
        String body = text.startsWith("/") ? text.substring(1) : text;
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int slash = body.indexOf('/'); slash >= 0; slash = body.indexOf('/', from)) {
            segments.add(body.substring(from, slash));
            from = slash + 1;
        }
        segments.add(body.substring(from));
        return segments;
    }

    private Segments() {}
}
