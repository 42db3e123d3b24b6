package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.List;
import java.util.Optional;

/**
 * Reads versions of a parameter other than the one that is served. Every method throws {@link BoardReadException} if the
 * read failed or what it read is not well-formed. A tombstone is a version like any other. Thread-safe; may block for as long as
 * a call of the table may take.
 */
public interface VersionReader {

    /** A version (1 or more), read from the history; empty if there is none of this number. */
    Optional<Parameter> version(ParameterName name, long version);

    /** The version that a label stands at; empty if the parameter has no such label. */
    Optional<Parameter> label(ParameterName name, String label);

    /** Reads versions as this reader of the board does, which knows of no labels: a question for one fails. */
    static VersionReader of(BoardReader board) {
        return new VersionReader() {
            @Override
            public Optional<Parameter> version(ParameterName name, long version) {
                return board.readVersions(name.namespace(), List.of(new BoardReader.VersionKey(name, version))).stream()
                        .findFirst();
            }

            @Override
            public Optional<Parameter> label(ParameterName name, String label) {
                throw new BoardReadException("this agent's board reader knows no labels; give it a version reader");
            }
        };
    }
}
