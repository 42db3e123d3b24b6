package dev.noticeboard.bench.startup;

import dev.noticeboard.bench.Leftovers;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Table;
import dev.noticeboard.functions.artefact.ColdStarts;
import dev.noticeboard.functions.artefact.LambdaJar;
import dev.noticeboard.functions.artefact.Startup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Functions in fresh JVMs, through Lambda's own runtime client, from the jar that Lambda runs, beside two that do next to nothing. */
final class FunctionStarts {
    private static final List<String> FLAGS = List.of(Startup.FLAGS.split(" "));

    /** What is started. */
    private record Subject(String text, String handler, boolean snapshot) {}

    private static final List<Subject> PEERS = List.of(
            new Subject("peer: an empty handler", EmptyFunction.class.getName(), false),
            new Subject("peer: a handler with one GetItem", GetItemFunction.class.getName(), false));

    private FunctionStarts() {}

    /** Starts each several times. */
    static Table table(Path jar, Run run, int starts) throws IOException {
        List<Subject> subjects = new ArrayList<>(PEERS);
        subjects.add(new Subject("the API, a put with a schema", "ApiFunction", false));
        if (!run.quick()) {
            subjects.add(new Subject("publishing", "PublishFunction", false));
        }
        subjects.add(new Subject("the API, restored by SnapStart", "ApiFunction", true));
        return table(jar, run, starts, subjects);
    }

    /** The peers alone. */
    static Table peers(Path jar, Run run, int starts) throws IOException {
        return table(jar, run, starts, PEERS);
    }

    private static Table table(Path jar, Run run, int starts, List<Subject> subjects) throws IOException {
        Path task = Files.createTempDirectory("noticeboard-task");
        try {
            copy(LambdaJar.unpacked(jar), task);
            add(task, EmptyFunction.class);
            add(task, GetItemFunction.class);
            Map<String, String> environment = Startup.environment(Startup.newBoard());
            Table.Builder table = Table.of(
                    "From the start of a function's process to its first answer, medians of " + starts,
                    "function",
                    "asks for an event (ms)",
                    "first answer (ms)",
                    "together (ms)",
                    "second answer (ms)",
                    "CPU (ms)",
                    "to the peer with GetItem");
            double peer = 0;
            for (Subject subject : subjects) {
                run.say("%s, %d starts", subject.text(), starts);
                List<ColdStarts.Start> measured = starts(subject, task, environment, starts);
                double whole = Median.of(measured, s -> ready(s, subject) + s.first());
                peer = subject.handler().equals(GetItemFunction.class.getName()) ? whole : peer;
                table.row(
                        subject.text(),
                        Median.of(measured, s -> ready(s, subject)),
                        Median.of(measured, ColdStarts.Start::first),
                        whole,
                        Median.of(measured, ColdStarts.Start::second),
                        subject.snapshot() ? null : (Double) Median.of(measured, s -> s.initCpu() + s.answersCpu()),
                        peer == 0 ? null : (Double) (whole / peer));
            }
            return table.build();
        } finally {
            Leftovers.delete(task);
        }
    }

    /** Restored from a snapshot it is ready after the restore; what came before is done once for each deployment. */
    private static double ready(ColdStarts.Start start, Subject subject) {
        return subject.snapshot() ? start.restore() : start.init();
    }

    private static List<ColdStarts.Start> starts(
            Subject subject, Path task, Map<String, String> environment, int starts) {
        List<ColdStarts.Start> measured = new ArrayList<>();
        ColdStarts.Setting setting = new ColdStarts.Setting(subject.handler(), FLAGS, subject.snapshot(), environment);
        try (ColdStarts cold = new ColdStarts(setting, task)) {
            for (int i = 0; i < starts; i++) {
                measured.add(cold.measure());
            }
        }
        return measured;
    }

    /** Links rather than copies, where the disk can. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(from)) {
            files = walked.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                try {
                    Files.createLink(target, file);
                } catch (IOException | UnsupportedOperationException otherDisk) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void add(Path task, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Files.createDirectories(task.resolve(name).getParent());
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            Files.copy(in, task.resolve(name));
        }
    }
}
