package dev.noticeboard.agent.daemon.process;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sets who owns a file and what its mode is. */
@FunctionalInterface
public interface Ownership {
    /**
     * Sets all three.
     *
     * @param mode octal, such as 0640
     * @param owner a user's name; null leaves it
     * @param group a group's name; null leaves it
     * @throws IOException if there is no such user or group, or this process may not
     */
    void apply(Path file, String mode, @Nullable String owner, @Nullable String group) throws IOException;
}
