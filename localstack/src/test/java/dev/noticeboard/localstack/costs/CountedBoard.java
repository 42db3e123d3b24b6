package dev.noticeboard.localstack.costs;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.costs.AwsUsageCounter.Tally;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.TestClock;
import dev.noticeboard.localstack.wiring.ApiFront;
import dev.noticeboard.localstack.wiring.DynamoDbChangeStream;
import dev.noticeboard.localstack.wiring.LocalContext;
import dev.noticeboard.localstack.wiring.LocalSender;
import dev.noticeboard.localstack.wiring.SqsQueuePoller;
import dev.noticeboard.localstack.wiring.StreamCheckpoints;
import dev.noticeboard.localstack.wiring.StreamPoller;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A board on the embedded services whose functions and whose agent have counted clients each: does one thing after the other and says what each used. What
 * calls the functions in a deployment (mappings, schedules) has clients of its own, uncounted. One use, one thread.
 */
final class CountedBoard implements AutoCloseable {
    private static final Namespace NAMESPACE = new Namespace("/shop/prod");
    private static final String BASE = "/namespaces/shop/prod";
    private static final String HOST = "host-1";
    /** A change set holds 48 changes at most. */
    private static final int PARTS = 2;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 4;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TestClock clock = new TestClock();
    private final AwsEmulators emulators = opened(AwsEmulators.start(AwsEmulators.Options.inMemory()));
    private final Map<String, AwsUsageCounter> counters = new TreeMap<>();
    private final Map<String, Map<String, Integer>> calls = new TreeMap<>();
    private final BoardNames names = BoardNames.of("costs");
    private final AwsBootstrap.Created created = AwsBootstrap.create(emulators.clients(), names);
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger reported = new AtomicInteger();
    private final AwsBoard ticking = board("ticks");
    private final ApiFront front;
    private final SigV4ApiClient api;

    CountedBoard() {
        front = opened(
                ApiFront.start(ApiFront.Options.at(0), clock, board("api").httpFunction()));
        api = SigV4ApiClient.of(front.endpoint());
        var publish = board("publish").publishFunction();
        opened(StreamPoller.start(
                new DynamoDbChangeStream(emulators.clients().dynamoDbStreams(), created.streamArn()),
                StreamPoller.Options.from(StreamPoller.Start.TRIM_HORIZON),
                clock,
                new StreamCheckpoints(),
                StreamPoller::isLogInsert,
                (event, context) -> {
                    var answer = publish.handleRequest(event, context);
                    published.addAndGet(event.getRecords().size());
                    return answer;
                },
                discarded -> {
                    throw new IllegalStateException("not published: " + discarded);
                }));
        var reports =
                new LocalSender(ApiFront.Options.LOCAL_CALLER, board("reports").reportsFunction());
        opened(new SqsQueuePoller(emulators.clients().sqs(), created.reportsQueueUrl(), clock, (event, context) -> {
            var answer = reports.handleRequest(event, context);
            reported.addAndGet(event.getRecords().size());
            return answer;
        }));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private AwsUsageCounter counter(String who) {
        return counters.computeIfAbsent(who, w -> new AwsUsageCounter());
    }

    private AwsClients clients(String who) {
        return opened(AwsClients.of(emulators.endpoints(), counter(who)));
    }

    private AwsBoard board(String who) {
        AwsClients clients = clients(who);
        BoardSettings settings = BoardSettings.defaults(
                        names.table(), names.prefix(), created.topicArnPrefix(), created.retryQueueUrl())
                .withReportsQueue(created.reportsQueueUrl());
        return AwsBoard.wire(clients.dynamoDb(), clients.sns(), clients.sqs(), settings, clock);
    }

    /** Does it, waits until it is done, and says what one of the counted used meanwhile. */
    private Usage used(String what, String who, Runnable doing, BooleanSupplier done) {
        Tally before = counter(who).tally();
        doing.run();
        Await.until(what, done);
        return kept(what, counter(who).tally().minus(before));
    }

    private Usage kept(String what, Tally tally) {
        calls.put(what, tally.calls());
        return tally.usage();
    }

    private Usage used(String what, String who, Runnable doing) {
        return used(what, who, doing, () -> true);
    }

    private void send(String method, String path, String body) {
        ApiAnswer answer = api.send(method, path, Map.of(), body);
        if (answer.status() != 200) {
            throw new IllegalStateException(method + " " + path + " was answered " + answer.status());
        }
    }

    private static String value(int n) {
        return String.format("%0" + Counts.VALUE_BYTES + "d", n);
    }

    private void fill() {
        int each = Counts.PARAMETERS / PARTS;
        for (int part = 0; part < PARTS; part++) {
            List<Map<String, Object>> changes = new ArrayList<>();
            for (int i = part * each; i < (part + 1) * each; i++) {
                changes.add(Map.of("kind", "put", "name", name(i), "value", value(i)));
            }
            send("POST", BASE + "/changesets", Json.write(Map.of("changes", changes)));
        }
        Await.until("the stream is published", () -> published.get() == PARTS);
    }

    private static String name(int n) {
        return "/shop/prod/service/setting-%02d".formatted(n);
    }

    private AgentOptions.Builder agent() {
        AwsClients clients = clients("agent");
        return AgentOptions.builder()
                .namespace(NAMESPACE)
                .table(names.table())
                .region(AwsEndpoints.REGION)
                .clients(AwsAgentClients.of(clients.dynamoDb(), clients.sqs()))
                // Longer than all of this takes: what is counted was not a poll.
                .pollInterval(Duration.ofMinutes(30))
                .reportDelay(Duration.ofMillis(1))
                .agentId(HOST);
    }

    /** Counts all there is to count. */
    Counts count() {
        fill();
        ParameterAgent[] running = new ParameterAgent[1];
        Usage snapshot = used("snapshot", "agent", () -> running[0] = ParameterAgent.start(agent().build()));
        running[0].close();
        Usage poll = poll();

        Usage registration = used(
                "registration",
                "api",
                () -> running[0] = opened(
                        ParameterAgent.start(agent().endpoint(front.endpoint()).build())),
                () -> reported.get() >= 1);
        int firstReports = settled(reported);
        int firstPublished = published.get();

        Map<String, Tally> before = new TreeMap<>();
        counters.forEach((who, c) -> before.put(who, c.tally()));
        Usage put = used(
                "put",
                "api",
                () -> send("PUT", BASE + "/parameters/service/setting-01", Json.write(Map.of("value", value(999)))));
        Await.until("the change is reported", () -> reported.get() > firstReports && published.get() > firstPublished);
        int reports = settled(reported) - firstReports;
        if (reports != 1) {
            throw new IllegalStateException("one change was reported " + reports + " times");
        }
        Usage publish = kept("publish", since("publish", before));
        Usage intake = kept("intake", since("reports", before));
        Tally agent = since("agent", before);
        Tally sent = new Tally(Usage.of(Charge.SQS_REQUEST, 1), Map.of("sqs:SendMessage", 1));
        if (!agent.calls().entrySet().containsAll(sent.calls().entrySet())) {
            throw new IllegalStateException("the report was not one message: " + agent.calls());
        }
        Usage report = kept("report", sent);
        Usage delivery = kept("delivery", agent.minus(sent));

        Usage renewal = used("renewal", "api", () -> send("PUT", BASE + "/agents/" + HOST, "{}"));
        for (int i = 2; i <= Counts.HOSTS; i++) {
            send("PUT", BASE + "/agents/host-" + i, "{}");
        }
        LocalContext context = new LocalContext("costs", "request", clock, Duration.ofMinutes(5));
        Usage sweep =
                used("sweep", "ticks", () -> ticking.sweepFunction().handleRequest(new ScheduledEvent(), context));
        Usage policies =
                used("policies", "ticks", () -> ticking.policyFunction().handleRequest(new ScheduledEvent(), context));
        Usage conductor =
                used("conductor", "ticks", () -> ticking.conductorFunction().handleRequest(Map.of(), context));
        return new Counts(
                put,
                publish,
                delivery,
                report,
                intake,
                poll,
                snapshot,
                registration,
                renewal,
                sweep,
                policies,
                conductor);
    }

    private Tally since(String who, Map<String, Tally> before) {
        return counter(who).tally().minus(before.get(who));
    }

    /** The mean of some polls that the agent made by itself: one that an application asks for is consistent, and costs twice that. */
    private Usage poll() {
        ParameterAgent polling =
                opened(ParameterAgent.start(agent().pollInterval(POLL).build()));
        Tally before = counter("agent").tally();
        Await.until("it has polled", () -> polls(before) >= POLLS);
        Tally polls = counter("agent").tally().minus(before);
        polling.close();
        if (!polls.calls().keySet().equals(Set.of("dynamodb:Query"))) {
            throw new IllegalStateException("a poll is more than a query: " + polls.calls());
        }
        calls.put("poll", Map.of("dynamodb:Query", 1));
        return polls.usage().times(1.0 / polls.calls().get("dynamodb:Query"));
    }

    private int polls(Tally before) {
        return counter("agent").tally().minus(before).calls().getOrDefault("dynamodb:Query", 0);
    }

    /** What it is once it no longer changes: the queue of reports is empty and what was taken from it is kept. */
    private int settled(AtomicInteger count) {
        Await.until("the reports queue is empty", this::noReportWaits);
        return count.get();
    }

    private boolean noReportWaits() {
        var attributes = emulators
                .clients()
                .sqs()
                .getQueueAttributes(r -> r.queueUrl(created.reportsQueueUrl())
                        .attributeNamesWithStrings(
                                "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
                .attributesAsStrings();
        return attributes.values().stream().allMatch("0"::equals);
    }

    /** For eyes: what was called for what. */
    Map<String, Map<String, Integer>> calls() {
        return calls;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
