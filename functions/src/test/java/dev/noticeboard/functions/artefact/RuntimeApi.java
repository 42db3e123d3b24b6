package dev.noticeboard.functions.artefact;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API on a loopback port, for one function: hands it events one after the other and notes when it asks and answers, and when its
 * snapshot would be taken. Source: AWS Lambda Developer Guide, "Using the Lambda runtime API", version 2018-06-01. Thread-safe.
 */
final class RuntimeApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BASE = "/2018-06-01/runtime/";

    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> snapshots = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> restores = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final FakeHttp http = new FakeHttp(this::answer);

    /**
     * What the function answered.
     *
     * @param nanos when, by {@link System#nanoTime()}
     * @param error that it failed, and the body tells of the error
     */
    record Answer(long nanos, boolean error, String body) {}

    /** As Lambda puts it into the function's environment. */
    String address() {
        return http.endpoint().getAuthority();
    }

    /** When the function first asked for an event, which ends its initialisation. */
    long awaitReady() {
        return await(asked, "the function never asked for an event");
    }

    /** When the function was ready for its snapshot, all its hooks before it done. */
    long awaitSnapshot() {
        return await(snapshots, "the function never came to its snapshot");
    }

    /** Lets the function go on from its snapshot. */
    void restore() {
        restores.add(true);
    }

    /** Hands over an event and waits for the answer. */
    Answer invoke(String event) {
        events.add(event);
        Answer answer = await(answers, "the function did not answer");
        if (!answer.error()) {
            asked.clear();
        }
        return answer;
    }

    private Answered answer(Asked request) {
        long now = System.nanoTime();
        String path = request.uri().getPath();
        if (path.equals(BASE + "invocation/next")) {
            asked.add(now);
            String event = poll(events);
            return event == null
                    ? Answered.of(500, "")
                    : new Answered(
                            200,
                            Map.of(
                                    // Without it the client's native part ends the JVM.
                                    "Content-Type",
                                    "application/json",
                                    "Lambda-Runtime-Aws-Request-Id",
                                    UUID.randomUUID().toString(),
                                    "Lambda-Runtime-Deadline-Ms",
                                    Long.toString(System.currentTimeMillis() + 30_000),
                                    "Lambda-Runtime-Invoked-Function-Arn",
                                    "arn:aws:lambda:us-east-1:123456789012:function:startup"),
                            event,
                            StandardCharsets.UTF_8);
        }
        if (path.equals(BASE + "restore/next")) {
            snapshots.add(now);
            return Answered.of(poll(restores) == null ? 500 : 200, "");
        }
        answers.add(new Answer(now, !path.endsWith("/response"), request.body()));
        return Answered.of(202, "");
    }

    private <T> T await(BlockingQueue<T> queue, String otherwise) {
        T found = poll(queue);
        if (found == null) {
            Answer error = answers.peek();
            throw new IllegalStateException(otherwise + (error == null ? "" : "; it said: " + error.body()));
        }
        return found;
    }

    private static <T> @Nullable T poll(BlockingQueue<T> queue) {
        try {
            return queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
