package dev.noticeboard.agent.daemon.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts as other formats write them. */
final class Escapes {
    /** For a POSIX shell: in single quotes, where nothing is special but the quote itself. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** For an .env file: in double quotes, with the escapes that this project's import reads back. */
    static String env(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    /** Base64 of the text's UTF-8 (RFC 4648 section 4), in one line. */
    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Escapes() {}
}
