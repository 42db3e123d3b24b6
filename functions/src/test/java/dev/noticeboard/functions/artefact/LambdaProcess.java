package dev.noticeboard.functions.artefact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function in a fresh JVM, as Lambda starts one: the runtime interface client on the class path, the function's own classes in the task's
 * folder (Lambda unpacks what is uploaded), and the settings in the environment. Source: AWS Lambda Developer Guide, "Using the Lambda runtime API" and
 * "Defined runtime environment variables".
 */
final class LambdaProcess implements AutoCloseable {
    /** One class of each jar that the runtime interface client needs. */
    private static final List<String> RUNTIME_CLIENT = List.of(
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "com.amazonaws.services.lambda.runtime.RequestHandler",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private final Process process;
    private final Path log;
    private final long startedNanos;

    /**
     * What to start.
     *
     * @param task the folder with the unpacked jar
     * @param handler the handler's class
     * @param flags the JVM's
     * @param more folders or jars before the runtime interface client, of the measurement itself
     * @param main the main class
     */
    record Plan(
            Path task,
            String handler,
            List<String> flags,
            List<Path> more,
            String main,
            Map<String, String> environment,
            Path log) {}

    private LambdaProcess(Process process, Path log, long startedNanos) {
        this.process = process;
        this.log = log;
        this.startedNanos = startedNanos;
    }

    static LambdaProcess start(Plan plan, RuntimeApi api) {
        List<String> command = new ArrayList<>();
        command.add(tool("java").toString());
        command.addAll(plan.flags());
        command.add("-cp");
        command.add(Stream.concat(plan.more().stream(), runtimeClient().stream())
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator)));
        command.add(plan.main());
        command.add(plan.handler());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.task().toFile())
                .redirectErrorStream(true)
                .redirectOutput(plan.log().toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(plan.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("LAMBDA_TASK_ROOT", plan.task().toString());
        environment.put("_HANDLER", plan.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "startup");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        try {
            long now = System.nanoTime();
            return new LambdaProcess(builder.start(), plan.log(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it was started, by {@link System#nanoTime()}. */
    long startedNanos() {
        return startedNanos;
    }

    long pid() {
        return process.pid();
    }

    /** The processor's time of all its threads so far, in milliseconds; of what the system counts, mostly 10 ms. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** All that it wrote. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    private static List<Path> runtimeClient() {
        return RUNTIME_CLIENT.stream().map(LambdaProcess::jarOf).toList();
    }

    private static Path jarOf(String type) {
        try {
            return Path.of(Class.forName(type, false, LambdaProcess.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("the runtime interface client is not on the class path", e);
        }
    }

    /** Ends it and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
