package dev.noticeboard.localstack.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Breaks a request in one place, or makes it odd: path, query, headers, method or body. For one thread. */
final class FuzzBreaks {
    private final Random random;
    private final FuzzMemory memory;

    FuzzBreaks(Random random, FuzzMemory memory) {
        this.random = random;
        this.memory = memory;
    }

    FuzzRequest broken(FuzzRequest r) {
        boolean bodied = !r.body().isEmpty();
        return switch (random.nextInt(bodied ? 14 : 7)) {
            case 0 -> new FuzzRequest(memory.pick(FuzzOddities.METHODS), r.path(), r.query(), r.headers(), r.body());
            case 1, 2 -> new FuzzRequest(r.method(), path(r.path()), r.query(), r.headers(), r.body());
            case 3, 4, 5 -> new FuzzRequest(r.method(), r.path(), query(r.query()), r.headers(), r.body());
            case 6 -> new FuzzRequest(r.method(), r.path(), r.query(), headers(r.headers()), r.body());
            default -> new FuzzRequest(r.method(), r.path(), r.query(), r.headers(), body(r.body()));
        };
    }

    private String path(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        int at = 1 + random.nextInt(segments.size() - 1);
        switch (random.nextInt(5)) {
            case 0 -> segments.remove(at);
            case 1 -> segments.set(at, memory.pick(FuzzOddities.SEGMENTS));
            case 2 -> segments.add(at, memory.pick(FuzzOddities.SEGMENTS));
            case 3 -> segments.add(memory.pick(FuzzOddities.SEGMENTS));
            default -> segments.addAll(Collections.nCopies(1 + random.nextInt(16), "n"));
        }
        String made = String.join("/", segments);
        return made.startsWith("/") ? made : "/" + made;
    }

    private String query(String query) {
        List<String> pairs = new ArrayList<>(query.isEmpty() ? List.of() : List.of(query.split("&", -1)));
        String odd = FuzzRequest.encoded(memory.pick(FuzzOddities.ODD));
        if (pairs.isEmpty() || random.nextInt(6) == 0) {
            String name = memory.pick(
                    List.of("limit", "dryRun", "LIMIT", "x", "", "expectedVersion", "%C3%A9", "from", "why", "force"));
            pairs.add(name + "=" + odd);
        } else {
            int at = random.nextInt(pairs.size());
            String name = pairs.get(at).replaceFirst("=.*", "");
            switch (random.nextInt(6)) {
                case 0 -> pairs.remove(at);
                case 1 -> pairs.add(name + "=" + odd);
                case 2 -> pairs.set(at, name);
                case 3 -> pairs.set(at, name + "=%zz");
                default -> pairs.set(at, name + "=" + odd);
            }
        }
        return String.join("&", pairs);
    }

    private Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> made = new LinkedHashMap<>(headers);
        String name = memory.pick(
                List.of("Idempotency-Key", "If-None-Match", "Accept", "Content-Encoding", "X-Forwarded-For"));
        made.put(name, memory.pick(FuzzOddities.ODD).replaceAll("\\p{Cntrl}", ""));
        return made;
    }

    private String body(String body) {
        UnaryOperator<String> change = memory.pick(List.<UnaryOperator<String>>of(
                b -> b.substring(0, random.nextInt(b.length())),
                b -> b + memory.pick(List.of(" ", "x", "{}", "\u0000", "//")),
                b -> memory.pick(List.of("\ufeff", " ", "[", "/* */")) + b,
                b -> memory.pick(FuzzOddities.JSON),
                b -> b.replaceFirst("\\{", "{\"unknown\":1,"),
                // The first field once more.
                b -> b.replaceFirst("\\{(\"[a-zA-Z]+\":)(\"[^\"]*\"|[0-9]+|true|false)", "{$1$2,$1$2"),
                this::otherValue,
                this::otherValue,
                this::otherValue,
                this::otherValue,
                this::withoutField,
                this::withoutField,
                b -> b.replaceFirst("\"([a-z])", "\"" + memory.pick(List.of("X", "_", "é")) + "$1")));
        return change.apply(body);
    }

    /** Another value in the place of one that follows a colon or stands in a list. */
    private String otherValue(String body) {
        List<int[]> values = new ArrayList<>();
        var found = Pattern.compile("(?<=[:\\[,])(\"[^\"]*\"(?!:)|-?[0-9]+|true|false|null)")
                .matcher(body);
        while (found.find()) {
            values.add(new int[] {found.start(), found.end()});
        }
        if (values.isEmpty()) {
            return memory.pick(FuzzOddities.JSON);
        }
        int[] at = memory.pick(values);
        return body.substring(0, at[0]) + memory.pick(FuzzOddities.JSON) + body.substring(at[1]);
    }

    private String withoutField(String body) {
        String[] parts = body.split(",", -1);
        if (parts.length < 2) {
            return "{}";
        }
        int at = 1 + random.nextInt(parts.length - 1);
        String end = parts[at].replaceFirst("^\"[^\"]*\":(\"[^\"]*\"|[0-9a-z.]+)", "");
        parts[at - 1] += end;
        List<String> rest = new ArrayList<>(List.of(parts));
        rest.remove(at);
        return String.join(",", rest);
    }
}
