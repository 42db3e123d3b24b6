package dev.noticeboard.bench.http;

import dev.noticeboard.bench.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server in a process of its own, which says its port on the first line and ends with its standard input. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    /**
     * Starts one.
     *
     * @throws IOException if it ends before it says its port; why stands on standard error
     */
    ServerProcess(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended with status "
                    + process.onExit().join().exitValue());
        }
        port = Integer.parseInt(line);
    }

    int port() {
        return port;
    }

    /** What such a process does once it serves. */
    static void serveUntilInputEnds(int port) throws IOException {
        System.out.println(port);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Only the end is of interest.
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        Leftovers.end(process);
    }
}
