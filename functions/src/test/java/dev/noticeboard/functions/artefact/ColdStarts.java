package dev.noticeboard.functions.artefact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a function again and again in fresh JVMs and takes the time. The table must be there already. */
public final class ColdStarts implements AutoCloseable {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    /** What Lambda's Java runtimes tell org.crac, so that it calls the client's own context. */
    private static final String CRAC = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    private final Setting setting;
    private final Path work;
    private final Path task;
    private int event;

    /**
     * What to start and how.
     *
     * @param handler its class's simple name, or all of its name where it is none of the functions
     * @param snapshot as SnapStart does: the hooks are called, and the first event comes after the restore
     */
    public record Setting(String handler, List<String> flags, boolean snapshot, Map<String, String> environment) {}

    /**
     * One start. Times in milliseconds.
     *
     * @param init from the start of the JVM until it asks for an event; with a snapshot until that could be taken
     * @param restore from the restore until it asks for an event; 0 without a snapshot
     * @param first the first event's answer
     * @param second the second's
     * @param initCpu the processor's time of all the JVM's threads until init was over, which other work on the machine disturbs less
     * @param answersCpu the same for what came after
     */
    public record Start(double init, double restore, double first, double second, double initCpu, double answersCpu) {}

    /** What a start is made of: milliseconds by place, and the JVM's own counters after the initialisation and after two events. */
    record Parts(List<Sample> samples, Map<String, Long> afterInit, Map<String, Long> afterEvents) {}

    /** The part of a phase. */
    record Sample(String phase, String part, boolean loading, double millis) {}

    ColdStarts(Setting setting) {
        this(setting, LambdaJar.unpacked());
    }

    /** @param task the folder with the classes of what is started, unpacked */
    public ColdStarts(Setting setting, Path task) {
        this.setting = setting;
        this.task = task;
        try {
            this.work = Files.createTempDirectory("noticeboard-startup");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it once and has it answer two events.
     *
     * @throws IllegalStateException with what it said, if it does not start or answer
     */
    public Start measure() {
        try (RuntimeApi api = new RuntimeApi();
                LambdaProcess process = LambdaProcess.start(plan(CLIENT, List.of(), List.of()), api)) {
            double restore = 0;
            double init;
            if (setting.snapshot()) {
                init = millis(api.awaitSnapshot() - process.startedNanos());
                long restored = System.nanoTime();
                api.restore();
                restore = millis(api.awaitReady() - restored);
            } else {
                init = millis(api.awaitReady() - process.startedNanos());
            }
            double initCpu = process.cpuMillis();
            double first = invoke(api, process);
            double second = invoke(api, process);
            return new Start(init, restore, first, second, initCpu, process.cpuMillis() - initCpu);
        }
    }

    private double invoke(RuntimeApi api, LambdaProcess process) {
        long sent = System.nanoTime();
        RuntimeApi.Answer answer;
        try {
            answer = api.invoke(StartupEvents.of(setting.handler(), ++event));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + process.log(), e);
        }
        boolean refused =
                answer.body().contains("\"statusCode\"") && !answer.body().contains("\"statusCode\":200");
        if (answer.error() || refused) {
            throw new IllegalStateException(setting.handler() + " failed: " + answer.body() + "\n" + process.log());
        }
        return millis(answer.nanos() - sent);
    }

    /** One start under the sampler, which makes it slower, so that its times are good for shares only. */
    Parts parts() {
        Path samples = work.resolve("samples");
        try (RuntimeApi api = new RuntimeApi()) {
            Map<String, Long> init;
            Map<String, Long> events;
            try (LambdaProcess process = LambdaProcess.start(
                    plan(
                            StartupSampler.class.getName(),
                            List.of("-Dnoticeboard.samples=" + samples),
                            List.of(probe(StartupSampler.class))),
                    api)) {
                if (setting.snapshot()) {
                    api.awaitSnapshot();
                    api.restore();
                }
                api.awaitReady();
                init = counters(process.pid());
                invoke(api, process);
                invoke(api, process);
                events = counters(process.pid());
            }
            return new Parts(
                    Files.readAllLines(samples).stream()
                            .map(line -> line.split("\t", -1))
                            .map(f -> new Sample(f[0], f[1], Boolean.parseBoolean(f[2]), Double.parseDouble(f[3])))
                            .toList(),
                    init,
                    events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LambdaProcess.Plan plan(String main, List<String> moreFlags, List<Path> more) {
        Map<String, String> environment = new TreeMap<>(setting.environment());
        List<String> flags = new ArrayList<>(setting.flags());
        flags.addAll(moreFlags);
        if (setting.snapshot()) {
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            flags.add(CRAC);
        }
        return new LambdaProcess.Plan(
                task,
                setting.handler().contains(".") ? setting.handler() : "dev.noticeboard.functions." + setting.handler(),
                flags,
                more,
                main,
                environment,
                work.resolve("log"));
    }

    /** A folder with nothing but this class and what is nested in it. */
    private Path probe(Class<?> type) throws IOException {
        Path folder = work.resolve("probe");
        String name = type.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(name);
        if (!Files.exists(copy)) {
            Files.createDirectories(copy.getParent());
            try (var in = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, copy);
            }
        }
        return folder;
    }

    /** The JVM's own counters, by jcmd. */
    private static Map<String, Long> counters(long pid) throws IOException {
        Process process = new ProcessBuilder(
                        LambdaProcess.tool("jcmd").toString(), Long.toString(pid), "PerfCounter.print")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, Long> counters = new TreeMap<>();
        text.lines().filter(line -> line.matches("[a-zA-Z.]+=-?[0-9]+")).forEach(line -> {
            int equals = line.indexOf('=');
            counters.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        });
        return counters;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
