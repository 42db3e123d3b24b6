package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.ResourceFunction;
import dev.noticeboard.functions.resource.HttpAnswers;
import dev.noticeboard.functions.resource.UnansweredException;
import dev.noticeboard.localstack.emulators.LoopbackServer;
import dev.noticeboard.localstack.wiring.LocalContext;
import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Stands in for CloudFormation: makes its requests, waits for answers at URLs on loopback, and does after a failure or a replacement what CloudFormation
 * does. Source: AWS CloudFormation User Guide, "Custom resource request objects" and "Stack failure options".
 */
final class FakeCloudFormation implements AutoCloseable {
    /** Calls of the function for one request: Lambda's own and its two retries of an asynchronous one. */
    private static final int CALLS = 3;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final LoopbackServer server;
    private final ResourceFunction function;
    private final TestBoard board;
    private final String stackId;

    FakeCloudFormation(TestBoard board, String stack) {
        this.board = board;
        this.stackId =
                "arn:aws:cloudformation:us-east-1:000000000000:stack/" + stack + "/51af3dc0-" + System.nanoTime();
        this.server = LoopbackServer.start("cloudformation", 0, LoopbackServer.plain(), new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String body = new String(LoopbackServer.body(request, 4096), StandardCharsets.UTF_8);
                boolean lost = toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                if (!lost && request.getMethod().equals("PUT")) {
                    answers.put(request.getHttpURI().getPath(), body);
                }
                response.setStatus(lost ? 503 : 200);
                callback.succeeded();
                return true;
            }
        });
        this.function = board.board()
                .functions()
                .resourceFunction(
                        new HttpAnswers(uri -> "127.0.0.1".equals(uri.getHost()), length -> {}, new Random(1)));
    }

    /** The next answers do not arrive. */
    void lose(int count) {
        toLose.set(count);
    }

    /** How often the function was called. */
    int calls() {
        return calls.get();
    }

    /** A resource of the stack. */
    Resource resource(String logicalId, String type) {
        return new Resource(logicalId, type);
    }

    /** What came of a request. */
    record Answered(boolean done, String reason, String physicalId, JsonNode data) {}

    /** The event of a request, as Lambda gets it. */
    Map<String, Object> event(
            String kind,
            String logicalId,
            String type,
            Map<String, ?> properties,
            Map<String, ?> before,
            @Nullable String physicalId) {
        String id = "request-" + requests.incrementAndGet();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", kind);
        event.put("ServiceToken", "arn:aws:lambda:us-east-1:000000000000:function:board-Resource:live");
        event.put("ResponseURL", server.endpoint() + "/" + id + "?X-Amz-Signature=abc");
        event.put("StackId", stackId);
        event.put("RequestId", id);
        event.put("LogicalResourceId", logicalId);
        event.put("ResourceType", type);
        event.put("ResourceProperties", properties);
        if (physicalId != null) {
            event.put("PhysicalResourceId", physicalId);
        }
        if (kind.equals("Update")) {
            event.put("OldResourceProperties", before);
        }
        return Json.toMap(event);
    }

    /** Sends an event as Lambda does that was called asynchronously: again, where the function failed. */
    Answered send(Map<String, Object> event) {
        RuntimeException last = null;
        for (int i = 0; i < CALLS; i++) {
            try {
                calls.incrementAndGet();
                function.handleRequest(
                        event, new LocalContext("Resource", "call", board.clock(), Duration.ofMinutes(2)));
                JsonNode answer = Json.tree(String.valueOf(answers.get("/" + event.get("RequestId"))));
                return new Answered(
                        answer.path("Status").asString().equals("SUCCESS"),
                        answer.path("Reason").asString(),
                        answer.path("PhysicalResourceId").asString(),
                        answer.path("Data"));
            } catch (UnansweredException e) {
                last = e;
            }
        }
        throw new AssertionError("no answer came", last);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A resource, with what CloudFormation remembers of it. */
    final class Resource {
        private final String logicalId;
        private final String type;
        private Map<String, ?> properties = Map.of();
        private @Nullable String physicalId;

        private Resource(String logicalId, String type) {
            this.logicalId = logicalId;
            this.type = type;
        }

        private Answered ask(String kind, Map<String, ?> wanted, Map<String, ?> before, @Nullable String id) {
            return send(event(kind, logicalId, type, wanted, before, id));
        }

        /** Creates, and deletes what a failure may have left. */
        Answered create(Map<String, ?> wanted) {
            Answered answer = ask("Create", wanted, Map.of(), null);
            if (answer.done()) {
                took(wanted, answer);
            } else {
                must(ask("Delete", wanted, Map.of(), answer.physicalId()));
            }
            return answer;
        }

        /** Updates, rolls a failure back, deletes what was replaced. */
        Answered update(Map<String, ?> wanted) {
            Answered answer = ask("Update", wanted, properties, physicalId);
            if (!answer.done()) {
                must(ask("Update", properties, wanted, physicalId));
                return answer;
            }
            Map<String, ?> before = properties;
            String replaced = physicalId;
            took(wanted, answer);
            if (!answer.physicalId().equals(replaced)) {
                must(ask("Delete", before, Map.of(), replaced));
            }
            return answer;
        }

        /** Updates and rolls back, since another resource of the stack failed. */
        void updateInVain(Map<String, ?> wanted) {
            Answered answer = must(ask("Update", wanted, properties, physicalId));
            must(ask("Update", properties, wanted, answer.physicalId()));
        }

        Answered delete() {
            return ask("Delete", properties, Map.of(), physicalId);
        }

        private void took(Map<String, ?> wanted, Answered answer) {
            properties = wanted;
            physicalId = answer.physicalId();
        }

        private static Answered must(Answered answer) {
            if (!answer.done()) {
                throw new AssertionError("the stack is stuck: " + answer.reason());
            }
            return answer;
        }
    }
}
