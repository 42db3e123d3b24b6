package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.ParameterName;
import org.jspecify.annotations.Nullable;

/** Changes and items of the board as what a parameter is. */
final class Targets {

    /** What a put, a deletion or a candidate says. @throws IllegalArgumentException if it is none, or its value is not there */
    static Target of(ChangeSet c, Change change) {
        if (change instanceof Change.Put put) {
            return put(c, put.name(), put.version(), put.type(), put.dataType(), put.value());
        }
        if (change instanceof Change.CandidatePut put) {
            return put(c, put.name(), put.version(), put.type(), put.dataType(), put.value());
        }
        if (change instanceof Change.Delete delete) {
            return Target.tombstone(delete.name(), delete.version());
        }
        if (change instanceof Change.CandidateDelete delete) {
            return Target.tombstone(delete.name(), delete.version());
        }
        throw new IllegalArgumentException("a change of revision " + c.revision() + " says of no parameter what it is");
    }

    private static Target put(
            ChangeSet c,
            ParameterName name,
            long version,
            ParameterType type,
            DataType dataType,
            @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("revision " + c.revision() + " has no value for " + name);
        }
        return Target.put(new Value(name, version, c.revision(), type, dataType, text));
    }

    /** What an item says. */
    static Target of(Parameter p) {
        return Value.of(p).map(Target::put).orElseGet(() -> Target.tombstone(p.name(), p.version()));
    }

    /** A candidate once it is stable: its item is then of the revision that promoted it. */
    static Target promoted(Target candidate, long revision) {
        Value value = candidate.value();
        return value == null
                ? candidate
                : Target.put(new Value(
                        value.name(), value.version(), revision, value.type(), value.dataType(), value.text()));
    }

    private Targets() {}
}
