package dev.noticeboard.flags;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flag is evaluated for: a targeting key (whom) and attributes. Values are {@code Boolean}, {@code String}, {@code Number},
 * {@code List}, {@code Map} with text keys, or null. It must not change during an evaluation.
 */
public interface FlagContext {
    /** The attribute that names whom the flag is for. */
    String TARGETING_KEY = "targetingKey";

    /** Nobody in particular. */
    FlagContext EMPTY = of(Map.of());

    /** An attribute, the targeting key among them; null if it is absent or null. */
    @Nullable Object get(String attribute);

    /** Whether the attribute is there, if only as null. */
    boolean has(String attribute);

    /** A context of these attributes; the map is not copied. */
    static FlagContext of(Map<String, ?> attributes) {
        return new FlagContext() {
            @Override
            public @Nullable Object get(String attribute) {
                return attributes.get(attribute);
            }

            @Override
            public boolean has(String attribute) {
                return attributes.containsKey(attribute);
            }
        };
    }
}
