package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.name.ParameterName;
import java.util.Set;

/** Versions that retention must leave in place whatever the settings say. Thread-safe. */
@FunctionalInterface
public interface Pinned {
    /** The versions of this parameter that something other than a label needs. */
    Set<Long> of(ParameterName name);

    /** Where nothing but labels needs a version. */
    static Pinned none() {
        return name -> Set.of();
    }
}
