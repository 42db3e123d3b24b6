package dev.noticeboard.agent.daemon.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must send to be answered. Whoever can read the token's file, or the environment of the Lambda function, may
 * read the parameters; a web page or a server that was tricked into a request cannot. Thread-safe.
 */
public final class Token {
    /** 256 bits: beyond any guessing. */
    private static final int RANDOM_BYTES = 32;
    /** Characters. AWS's session tokens have some 1,000 and no promised limit. */
    private static final int LEAST = 16;

    private static final int MOST = 8 * 1024;
    private static final Set<PosixFilePermission> FOR_ALL =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final byte[] text;

    private Token(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** This text. @throws IllegalArgumentException unless it is 16 to 8,192 visible ASCII characters */
    public static Token of(String text) {
        if (text.length() < LEAST || text.length() > MOST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("token: is not " + LEAST + " to " + MOST
                    + " visible ASCII characters. Use for example 43 random ones.");
        }
        return new Token(text);
    }

    /** Inside Lambda, the one that AWS's own extension takes. @throws IllegalArgumentException if it is not there */
    public static Token ofLambda(@Nullable String awsSessionToken) {
        if (awsSessionToken == null) {
            throw new IllegalArgumentException(
                    "token: AWS_SESSION_TOKEN is not set, as it is inside Lambda. Give a token file instead.");
        }
        return of(awsSessionToken);
    }

    /**
     * The first line of a file.
     *
     * @param make whether to make it, with mode 0600 and a random token in it, where it is not there
     * @throws IllegalArgumentException if its text is none, or anyone may read it, or its group may write it
     * @throws UncheckedIOException if it cannot be read or made
     */
    public static Token fromFile(Path file, boolean make) {
        try {
            if (make && !Files.exists(file)) {
                make(file);
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(FOR_ALL::contains)) {
                throw new IllegalArgumentException(
                        "tokenFile: " + file + " can be read by anyone, or written by others."
                                + " Set its mode to 0600, or to 0640 for a group that may read parameters.");
            }
            return of(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("tokenFile: " + file + " cannot be read or made", e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        Path temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".token",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, text, StandardOpenOption.WRITE);
            // A link fails where another daemon was first, and is whole for whoever reads it.
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Its token is as good.
        } finally {
            Files.delete(temporary);
        }
    }

    /** Whether this is the token. Takes as long for a wrong one as for the right one of the same length. */
    boolean matches(@Nullable String sent) {
        return sent != null && MessageDigest.isEqual(text, sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "a token";
    }
}
