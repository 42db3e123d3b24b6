package dev.noticeboard.cli.exporting;

import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.importing.FileKind;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What lies below a prefix, as the text of a configuration file. */
public final class ExportFile {
    /** What became of it. */
    public sealed interface Result {}

    /**
     * The file's text.
     *
     * @param text the whole of it
     * @param leftOut what it leaves out, in words; empty where it holds everything
     */
    public record Written(String text, List<String> leftOut) implements Result {
        /** Without the text, which holds values. */
        @Override
        public String toString() {
            return text.length() + " characters";
        }
    }

    /**
     * The kind of file cannot hold all of the names.
     *
     * @param violations those that it cannot
     */
    public record Refused(List<Violation> violations) implements Result {}

    /** The text of a listing as a file of this kind. */
    public static Result write(FileKind kind, Prefix prefix, Listing listing) {
        String comment = prefix + " as of revision " + listing.revision();
        if (kind != FileKind.ENV) {
            return new Written(TreeText.of(kind, comment, listing.parameters()), List.of());
        }
        EnvText env = new EnvText(prefix);
        String text = env.write(comment + "; read it back with --prefix " + prefix, listing.parameters());
        return env.violations().isEmpty()
                ? new Written(text, EnvText.leftOut(listing.parameters()))
                : new Refused(env.violations());
    }

    /**
     * Puts a text into a file, all of it or nothing.
     *
     * @throws IOException if it cannot be written
     */
    public static void save(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path half = Files.createTempFile(folder == null ? target : folder, ".noticeboard-", ".part");
        try {
            Files.write(half, text.getBytes(StandardCharsets.UTF_8));
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private ExportFile() {}
}
