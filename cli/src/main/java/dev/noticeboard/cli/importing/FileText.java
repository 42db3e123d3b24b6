package dev.noticeboard.cli.importing;

import dev.noticeboard.schemas.name.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a file as text: unpacks gzip, takes valid UTF-8 only, drops a byte order mark. */
public final class FileText {
    private static final String FIELD = "file";

    /**
     * The text of a file.
     *
     * @param most the bytes that the file may have, unpacked
     * @param violations takes what is wrong with it
     * @return absent if something was
     */
    public static @Nullable String read(Path file, int most, List<Violation> violations) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = gzipped(file) ? new GZIPInputStream(raw) : raw) {
            return read(in, most, violations);
        } catch (NoSuchFileException e) {
            violations.add(Violation.of(FIELD, "file-missing", "there is no file " + file, "Check the path."));
        } catch (ZipException e) {
            violations.add(Violation.of(FIELD, "file-gzip", file + " is not a whole gzip file", "Pack it again."));
        } catch (IOException e) {
            violations.add(Violation.of(
                    FIELD,
                    "file-unreadable",
                    file + " cannot be read: " + e.getClass().getSimpleName(),
                    "Check that it is a whole file and that you may read it."));
        }
        return null;
    }

    /**
     * The text of a stream, as {@link #read(Path, int, List)} has it.
     *
     * @throws IOException if it cannot be read
     */
    public static @Nullable String read(InputStream in, int most, List<Violation> violations) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            violations.add(Violation.of(
                    FIELD, "file-size", "there are more than " + most + " bytes", "Split it into several."));
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            violations.add(Violation.of(FIELD, "file-utf8", "it is not valid UTF-8", "Save it as UTF-8."));
            return null;
        }
    }

    private static boolean gzipped(Path file) {
        return file.toString().endsWith(".gz");
    }

    private FileText() {}
}
