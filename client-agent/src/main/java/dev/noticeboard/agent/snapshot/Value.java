package dev.noticeboard.agent.snapshot;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Optional;

/**
 * A parameter's value as an agent serves it.
 *
 * @param name its full name
 * @param version the parameter's version, 1 or more; 0 for an override of what the board does not have
 * @param revision the revision of the namespace that wrote this version; 0 likewise
 * @param type as in Parameter Store
 * @param dataType what the text means
 * @param text the value
 */
public record Value(
        ParameterName name, long version, long revision, ParameterType type, DataType dataType, String text) {

    /** The value that this version of a parameter has; empty for a tombstone. */
    public static Optional<Value> of(Parameter p) {
        String text = p.value();
        return text == null
                ? Optional.empty()
                : Optional.of(new Value(p.name(), p.version(), p.revision(), p.type(), p.dataType(), text));
    }

    /** Whether an application would see no difference: the same text, of the same types. */
    public boolean sameContent(Value other) {
        return text.equals(other.text) && type == other.type && dataType == other.dataType;
    }

    /** Without the text, which belongs in no log. */
    @Override
    public String toString() {
        return name + " version " + version + " at revision " + revision;
    }
}
