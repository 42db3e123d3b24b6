package dev.noticeboard.localstack.testing;

import java.util.Map;
import java.util.Objects;

/** Reads of maps that must hold the key. */
public final class Maps {
    /**
     * The value of a key.
     *
     * @throws NullPointerException if there is none, naming the key
     */
    public static <V> V at(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private Maps() {}
}
