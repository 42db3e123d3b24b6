package dev.noticeboard.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures as JSON, one file for each measurement. */
public final class FiguresFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FiguresFile() {}

    /** Writes {@code NAME.json} and returns where. */
    public static Path write(Path folder, Figures figures) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(figures.name() + ".json"), JSON.writeValueAsString(figures) + "\n");
    }

    /** Reads one again. */
    public static Figures read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Figures.class);
    }
}
