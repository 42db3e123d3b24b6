package dev.noticeboard.functions.artefact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of a measured JVM: runs the Lambda runtime interface client and looks each millisecond at what its thread is doing. A sample belongs to the
 * outermost library on the stack, in the phase that the client is in; on its end the JVM writes the tally, a line {@code phase, part, whether a class is
 * being loaded, milliseconds}. Needs nothing but the JDK.
 */
final class StartupSampler {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final long PERIOD_NANOS = 1_000_000;

    private final Map<String, Long> nanos = new TreeMap<>();
    private final Thread sampled;

    private StartupSampler(Thread sampled) {
        this.sampled = sampled;
    }

    public static void main(String[] handler) throws ReflectiveOperationException {
        StartupSampler sampler = new StartupSampler(Thread.currentThread());
        Path file = Path.of(System.getProperty("noticeboard.samples"));
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = new Thread(() -> sampler.run(ended), "sampler");
        thread.setDaemon(true);
        thread.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.set(true);
            try {
                thread.join();
                sampler.write(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        Class.forName(CLIENT + "AWSLambda").getMethod("main", String[].class).invoke(null, (Object) handler);
    }

    private void run(AtomicBoolean ended) {
        long last = System.nanoTime();
        while (!ended.get()) {
            LockSupport.parkNanos(PERIOD_NANOS);
            String place = place(sampled.getStackTrace());
            long now = System.nanoTime();
            nanos.merge(place, now - last, Long::sum);
            last = now;
        }
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        nanos.forEach((place, time) ->
                text.append(place).append('\t').append(time / 1e6).append('\n'));
        Files.writeString(file, text);
    }

    private static String place(StackTraceElement[] stack) {
        String phase = "init";
        String part = null;
        boolean own = false;
        boolean loading = false;
        for (int i = stack.length - 1; i >= 0; i--) {
            String type = stack[i].getClassName();
            String method = stack[i].getMethodName();
            if (type.equals(CLIENT + "AWSLambda") && method.equals("startRuntimeLoop")) {
                phase = "invocation";
            }
            if (method.equals("nextInvocation")) {
                return "waiting\t\tfalse";
            }
            own |= type.startsWith("dev.noticeboard.functions.") && !type.contains(".artefact.");
            loading |= type.equals("java.lang.ClassLoader") && method.equals("loadClass");
            part = part == null ? part(type, method) : part;
        }
        return phase + "\t" + (part != null ? part : own ? "our own code" : "the runtime client") + "\t" + loading;
    }

    private static String part(String type, String method) {
        if (type.startsWith("software.amazon.awssdk.")) {
            if (type.contains(".enhanced.")) {
                return "the SDK's documents";
            }
            return type.endsWith("Builder") && (method.equals("build") || method.equals("buildClient"))
                    ? "building SDK clients"
                    : "calls of the SDK";
        }
        if (type.startsWith("com.networknt.")) {
            return "the schema validator";
        }
        if (type.startsWith("tools.jackson.")) {
            return "Jackson";
        }
        if (type.startsWith("org.slf4j.")) {
            return "logging";
        }
        return type.startsWith("com.amazonaws.services.lambda.runtime.serialization.")
                ? "the runtime client's JSON"
                : null;
    }
}
