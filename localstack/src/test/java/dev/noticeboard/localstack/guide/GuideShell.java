package dev.noticeboard.localstack.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.launch.Launcher;
import dev.noticeboard.localstack.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs a page's blocks in bash, one after the other, as a reader would in the project's folder: {@code ./noticeboard} is the
 * launcher of this build, and the page's ports are replaced by free ones.
 */
final class GuideShell implements AutoCloseable {
    /** A JVM starts in seconds, and on a busy machine in many of them. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final Path home;
    private final List<String> ports;
    private final int firstPort;
    private final Deque<Process> background = new ArrayDeque<>();
    private int ran;

    /**
     * Over a new folder.
     *
     * @param project where {@code examples/} lies
     * @param ports the page's ports, in a row of the same length they are replaced
     */
    GuideShell(Path folder, Path project, List<String> ports) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("noticeboard"));
        this.home = Files.createDirectories(folder.resolve("home"));
        this.ports = ports;
        this.firstPort = freeRow(ports.size());
        Files.createSymbolicLink(
                this.folder.resolve("examples"), project.resolve("examples").toAbsolutePath());
        Path launcher = Files.writeString(
                this.folder.resolve("noticeboard"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -Dnoticeboard.home=. -cp '"
                        + System.getProperty("java.class.path") + "' " + Launcher.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The first of some free ports in a row; another program may take them before we do, which then says so. */
    private static int freeRow(int length) throws IOException {
        for (int tries = 0; tries < 50; tries++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = first.getLocalPort();
                if (port + length < 65536 && rowIsFree(port + 1, length - 1)) {
                    return port;
                }
            }
        }
        throw new IllegalStateException("no " + length + " free ports in a row");
    }

    private static boolean rowIsFree(int from, int length) {
        for (int port = from; port < from + length; port++) {
            try (ServerSocket one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!one.isBound()) {
                    return false;
                }
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    private String here(String text) {
        String here = text;
        for (int i = 0; i < ports.size(); i++) {
            here = here.replaceAll("\\b" + ports.get(i) + "\\b", Integer.toString(firstPort + i));
        }
        return here;
    }

    private Process start(GuideBlock block, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", here(block.text()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("NOTICEBOARD_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("NOTICEBOARD_ENDPOINT", here("http://127.0.0.1:8787"));
        return builder.start();
    }

    /** Runs a block to its end. @return what it printed, errors too */
    String run(GuideBlock block) throws IOException, InterruptedException {
        Path out = folder.resolveSibling("out-" + ran++);
        Process process = start(block, out);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            stop(process);
            throw new AssertionError("line " + block.line() + " does not end:\n" + Files.readString(out));
        }
        String printed = Files.readString(out);
        assertEquals(0, process.exitValue(), "line " + block.line() + ":\n" + block.text() + "\n" + printed);
        return printed;
    }

    /** Starts a block, and returns when it has printed a text. */
    void startUntil(GuideBlock block, String text) throws IOException {
        Path out = folder.resolveSibling("out-" + ran++);
        Process process = start(block, out);
        background.push(process);
        Await.until("line " + block.line() + " prints \"" + text + "\" into " + out, LIMIT, () -> {
            assertTrue(process.isAlive() || contains(out, text), () -> "line " + block.line() + " ended: " + read(out));
            return contains(out, text);
        });
    }

    private static boolean contains(Path file, String text) {
        return read(file).contains(text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Holds what was printed against the page: line by line, where "…" stands for anything, "…" alone for any lines. */
    void assertPrinted(GuideBlock expected, String printed) {
        StringBuilder pattern = new StringBuilder();
        for (String line : here(expected.text()).split("\n", -1)) {
            if (line.equals("…")) {
                pattern.append("(?s:.*?)");
            } else if (!line.isEmpty()) {
                for (String part : line.split("(?<=…)|(?=…)", -1)) {
                    pattern.append(part.equals("…") ? "[^\n]*" : Pattern.quote(part));
                }
                pattern.append("\\s*\n");
            }
        }
        assertTrue(
                Pattern.compile(pattern.toString())
                        .matcher(printed.stripTrailing() + "\n")
                        .matches(),
                () -> "line " + expected.line() + " promises\n" + expected.text() + "\nbut this was printed\n"
                        + printed);
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        while (!background.isEmpty()) {
            stop(background.pop());
        }
    }
}
