package dev.noticeboard.functions.history;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Map;

/** What parameters were as of a revision. */
public sealed interface Past {

    /**
     * It is known.
     *
     * @param parameters the versions that were newest then, tombstones included; what did not exist yet is left out
     */
    record Known(Map<ParameterName, Parameter> parameters) implements Past {
        public Known {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Retention dropped what this parameter was then. */
    record Gone(ParameterName name) implements Past {}
}
