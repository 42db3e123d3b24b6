package dev.noticeboard.bench.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM with the serial collector needs at rest.
 *
 * @param heap bytes that are reachable: used by its generations straight after a full collection
 * @param resident bytes of it in the machine's memory; 0 where the system does not tell
 */
record Memory(long heap, long resident) {
    private static final long KIB = 1024;
    /** Such as {@code def new generation   total 9216K, used 132K} and {@code tenured generation   total 20480K, used 8123K}. */
    private static final Pattern GENERATION =
            Pattern.compile("(?m)^\\s*(?:def new|tenured) generation\\s+total \\d+K, used (\\d+)K");

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** Of another JVM of this user, after a full collection. */
    static Memory of(long pid) throws IOException {
        jcmd(pid, "GC.run");
        long heap = heap(jcmd(pid, "GC.heap_info"));
        Path status = Path.of("/proc/" + pid + "/status");
        return new Memory(heap, Files.exists(status) ? resident(Files.readString(status)) : 0);
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Bytes used, out of what {@code jcmd GC.heap_info} prints. */
    static long heap(String info) {
        Matcher generation = GENERATION.matcher(info);
        long used = 0;
        while (generation.find()) {
            used += Long.parseLong(generation.group(1)) * KIB;
        }
        if (used == 0) {
            throw new IllegalArgumentException("no generation of the serial collector in: " + info);
        }
        return used;
    }

    /** Bytes, out of {@code /proc/PID/status}; 0 if it is not there. */
    static long resident(String status) {
        Matcher resident = RESIDENT.matcher(status);
        return resident.find() ? Long.parseLong(resident.group(1)) * KIB : 0;
    }
}
