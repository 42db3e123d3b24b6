package dev.noticeboard.cli;

import dev.noticeboard.schemas.api.BatchRequest;
import dev.noticeboard.schemas.api.HistoryPage;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reads of one namespace of the fake board.
 *
 * @param space the namespace
 * @param page the most entries of a page
 */
record FakeReads(FakeSpace space, int page) {

    /** {@code NAME}, {@code NAME:VERSION} or {@code NAME:LABEL}. */
    Parameter get(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (colon < 0) {
            return space.live(name).orElseThrow(() -> FakeRefusal.notFound("there is no parameter " + name));
        }
        String selector = text.substring(colon + 1);
        Long version = Character.isDigit(selector.charAt(0))
                ? Long.valueOf(selector)
                : space.labels.getOrDefault(name, new TreeMap<>()).get(selector);
        return Optional.ofNullable(version)
                .flatMap(v -> space.version(name, v))
                .filter(p -> !p.tombstone())
                .orElseThrow(() -> FakeRefusal.notFound("there is no " + text));
    }

    BatchRequest.Answer batch(BatchRequest request) {
        List<Parameter> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> now =
                request.names().subList(0, Math.min(page, request.names().size()));
        for (String name : now) {
            try {
                found.add(get(name));
            } catch (FakeRefusal none) {
                missing.add(name);
            }
        }
        return new BatchRequest.Answer(
                found,
                missing,
                request.names().subList(now.size(), request.names().size()));
    }

    /** A token is the revision of the list and the last name of the page before. */
    ParameterPage list(@Nullable String prefix, Map<String, String> query) {
        String token = query.get("nextToken");
        long revision = token == null
                ? Long.parseLong(query.getOrDefault("revision", "" + space.revision()))
                : Long.parseLong(token.substring(0, token.indexOf(' ')));
        String after = token == null ? "" : token.substring(token.indexOf(' ') + 1);
        if (revision > space.revision()) {
            throw FakeRefusal.invalid("revision", "revision-range", "is beyond the newest", "Give an older one.");
        }
        int limit = Math.min(page, Integer.parseInt(query.getOrDefault("limit", "100")));
        boolean recursive = !"false".equals(query.get("recursive"));
        List<Parameter> all = space.at(revision).values().stream()
                .filter(p -> below(prefix, p.name().text(), recursive))
                .filter(p -> p.name().text().compareTo(after) > 0)
                .toList();
        List<Parameter> shown = all.subList(0, Math.min(limit, all.size()));
        return new ParameterPage(
                revision,
                shown,
                shown.size() == all.size()
                        ? null
                        : revision + " " + shown.get(shown.size() - 1).name());
    }

    private boolean below(@Nullable String prefix, String name, boolean recursive) {
        String base = prefix == null ? space.namespace.text() : prefix;
        if (base.equals("/")) {
            return true;
        }
        if (!name.equals(base) && !name.startsWith(base + "/")) {
            return false;
        }
        return recursive || name.equals(base) || name.indexOf('/', base.length() + 1) < 0;
    }

    HistoryPage history(String name, Map<String, String> query) {
        List<Parameter> all = new ArrayList<>(space.histories.getOrDefault(name, List.of()));
        if (all.isEmpty()) {
            throw FakeRefusal.notFound("there never was a parameter " + name);
        }
        Collections.reverse(all);
        int from = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        int to = Math.min(all.size(), from + Math.min(page, Integer.parseInt(query.getOrDefault("limit", "50"))));
        Labels labels = new Labels(new ParameterName(name), 1, space.labels.getOrDefault(name, new TreeMap<>()));
        return new HistoryPage(
                new ParameterName(name),
                all.subList(from, to).stream()
                        .map(p -> new HistoryPage.Entry(p, labels.of(p.version())))
                        .toList(),
                to == all.size() ? null : "" + to);
    }

    VersionDiff diff(String name, Map<String, String> query) {
        Parameter newest = space.newest(name);
        if (newest == null) {
            throw FakeRefusal.notFound("there never was a parameter " + name);
        }
        long to = Long.parseLong(query.getOrDefault("to", "" + newest.version()));
        long from = Long.parseLong(query.getOrDefault("from", "" + (to - 1)));
        if (Math.max(from, to) > newest.version()) {
            throw FakeRefusal.notFound("there is no version " + Math.max(from, to));
        }
        return VersionDiff.of(
                new ParameterName(name),
                space.version(name, from).orElse(null),
                space.version(name, to).orElse(null));
    }

    VersionDiff.OfRevisions compare(@Nullable String prefix, Map<String, String> query) {
        long from = Long.parseLong(query.getOrDefault("from", "-1"));
        long to = Long.parseLong(query.getOrDefault("to", "" + space.revision()));
        if (from < 0 || from > to || to > space.revision()) {
            throw FakeRefusal.invalid("from", "revision-range", "is not before the other", "Give an older one.");
        }
        Map<String, Parameter> before = space.at(from);
        Map<String, Parameter> after = space.at(to);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<VersionDiff> differing = names.stream()
                .filter(n -> below(prefix, n, true))
                .map(n -> VersionDiff.of(new ParameterName(n), before.get(n), after.get(n)))
                .filter(d -> !d.fields().isEmpty())
                .toList();
        int begin = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        int end = Math.min(differing.size(), begin + page);
        return new VersionDiff.OfRevisions(
                space.namespace, from, to, differing.subList(begin, end), end == differing.size() ? null : "" + end);
    }
}
