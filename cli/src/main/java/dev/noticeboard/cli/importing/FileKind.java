package dev.noticeboard.cli.importing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of configuration file, told by the file's name. */
public enum FileKind {
    /** {@code .yaml} or {@code .yml}. */
    YAML("YAML"),
    /** {@code .json}. */
    JSON("JSON"),
    /** {@code .env}, or {@code .env.something}. */
    ENV(".env");

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    /** The kind's name in a sentence. */
    public String label() {
        return label;
    }

    /** The kind that a file's name tells, a {@code .gz} at its end aside; empty if it tells none. */
    public static Optional<FileKind> of(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        return Arrays.stream(values()).filter(k -> k.tells(name)).findFirst();
    }

    private boolean tells(String name) {
        return switch (this) {
            case YAML -> name.endsWith(".yaml") || name.endsWith(".yml");
            case JSON -> name.endsWith(".json");
            case ENV -> name.endsWith(".env") || name.startsWith(".env.");
        };
    }
}
