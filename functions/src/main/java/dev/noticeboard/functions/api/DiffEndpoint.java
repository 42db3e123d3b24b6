package dev.noticeboard.functions.api;

import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code …/diff/{name}}: how two versions of a parameter differ. Thread-safe. */
final class DiffEndpoint {
    private final Reads reads;

    DiffEndpoint(Reads reads) {
        this.reads = reads;
    }

    Answer answer(Call call, Path path) {
        if (path.rest().isEmpty()) {
            throw Path.nothingAt(call.path());
        }
        if (!call.method().equals("GET")) {
            throw Problems.methodNotAllowed(call.method(), "GET");
        }
        ParameterName name = path.name();
        Query query = new Query(call, Set.of("from", "to"));
        long newest = reads.store().current(List.of(name), true).stream()
                .map(Parameter::version)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no parameter " + name + ", and never was."));
        long to = query.number("to", 0, Long.MAX_VALUE).orElse(newest);
        long from = query.number("from", 0, Long.MAX_VALUE).orElse(Math.max(0, to - 1));
        return Answer.ok(VersionDiff.of(name, version(name, from, newest), version(name, to, newest)));
    }

    private @Nullable Parameter version(ParameterName name, long version, long newest) {
        if (version == 0) {
            return null;
        }
        if (version > newest) {
            throw Problems.notFound(
                    "There is no version " + version + " of " + name + "; the newest is " + newest + ".");
        }
        return reads.store().versions(List.of(new NamedVersion(name, version))).stream()
                .findFirst()
                .orElseThrow(() -> Problems.gone("Version " + version + " of " + name
                        + " is no longer kept; the namespace's settings say what is."));
    }
}
