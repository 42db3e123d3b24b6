package dev.noticeboard.cli.terminal;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Prints in UTF-8 whatever the locale: values are UTF-8, and another encoding would replace characters. */
public final class Utf8Streams {
    /** Makes a command and its subcommands print to the process's streams in UTF-8. */
    public static CommandLine on(CommandLine command) {
        return command.setOut(writer(System.out)).setErr(writer(System.err));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private Utf8Streams() {}
}
