package dev.noticeboard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.fleet.SnsFakeClient;
import dev.noticeboard.functions.fleet.SqsFakeClient;
import dev.noticeboard.functions.observe.FakeMeasures;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbRolloutItems;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.rollout.Strategies;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** What each function hands on of what it did, wired over DynamoDB Local and fakes of SNS and SQS. */
class MeasuredFunctionsTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final Namespace NAMESPACE = new Namespace("/billing/prod");
    private static final Context CONTEXT = Contexts.of("request-1", null);

    private final ManualTime time = new ManualTime();
    private final SqsFakeClient sqs = new SqsFakeClient();
    private final SnsFakeClient sns = new SnsFakeClient(sqs);
    private final String retryQueue = sqs.createQueue(r -> r.queueName("retry")).queueUrl();
    private final FakeMeasures measures = new FakeMeasures();
    private final String table = DynamoDbLocal.newTable();
    private final AwsBoard board = AwsBoard.wire(
            DynamoDbLocal.client(),
            sns,
            sqs,
            new AwsBoard.Outside(ChangeValidator.none(), events -> {}, Alarms.none(), measures, null),
            BoardSettings.defaults(table, "noticeboard", SnsFakeClient.ARN_PREFIX, retryQueue)
                    .withReportsQueue("https://sqs/reports"),
            time);
    private Map<Measure, List<Long>> seen = new EnumMap<>(Measure.class);

    /** What was handed on since the last look; of sums only what was added. */
    private Map<Measure, List<Long>> news() {
        assertEquals(Map.of(), measures.taken(), "all was handed on at the end of the call");
        Map<Measure, List<Long>> all = measures.flushed();
        Map<Measure, List<Long>> news = new EnumMap<>(Measure.class);
        all.forEach((measure, values) -> {
            List<Long> old = seen.getOrDefault(measure, List.of());
            List<Long> fresh = measure.shape() != Measure.Shape.SUM
                    ? values.subList(old.size(), values.size())
                    : old.isEmpty() ? values : List.of(values.get(0) - old.get(0));
            boolean nothingAdded = measure.shape() == Measure.Shape.SUM && fresh.equals(List.of(0L));
            if (!fresh.isEmpty() && !nothingAdded) {
                news.put(measure, fresh);
            }
        });
        seen = all;
        return news;
    }

    private int send(String method, String path, String body, Map<String, String> query) {
        APIGatewayProxyRequestEvent event = Calls.event(method, NS + path, body).withQueryStringParameters(query);
        event.getRequestContext().getIdentity().setCaller("AROAHOST:i-1");
        return board.httpFunction().handleRequest(event, CONTEXT).getStatusCode();
    }

    private void put(String value) {
        assertEquals(200, send("PUT", "/parameters/a", Json.write(Map.of("value", value)), Map.of()));
    }

    @Test
    void api_whenItWrites_measuresCommitsAndRefusalsOfWrites() {
        put("1");
        assertEquals(Map.of(Measure.WRITES, List.of(1L), Measure.COMMIT_TIME, List.of(0L)), news());
        put("1");
        assertEquals(Map.of(), news(), "what changes nothing commits nothing");
        assertEquals(422, send("PUT", "/parameters/a", "{\"value\":\"x\",\"dataType\":\"integer\"}", Map.of()));
        assertEquals(400, send("POST", "/changesets", "{", Map.of()));
        assertEquals(409, send("PUT", "/parameters/a", "{\"value\":\"2\",\"expectedVersion\":7}", Map.of()));
        assertEquals(Map.of(Measure.REFUSED_WRITES, List.of(3L)), news());
        assertEquals(400, send("PUT", "/parameters/a", "{", Map.of("dryRun", "true")));
        assertEquals(404, send("GET", "/parameters/nothing", "", Map.of()));
        assertEquals(400, send("POST", "/batch", "{", Map.of()));
        assertEquals(405, send("POST", "/agents/host-1", "", Map.of()));
        assertEquals(Map.of(), news(), "neither reads nor dry runs nor agents are writes");
    }

    private DynamodbEvent stream(long revision) {
        EnhancedDocument entry = DynamoDbDocuments.table(DynamoDbLocal.client(), table)
                .getItem(r -> r.key(DynamoDbDocuments.key(TableKeys.log(NAMESPACE), TableKeys.padded(revision))));
        Map<String, AttributeValue> image = new HashMap<>();
        entry.toMap().forEach((name, value) -> image.put(name, lambda(value)));
        DynamodbEvent.DynamodbStreamRecord record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord()
                .withSequenceNumber("1")
                .withKeys(Map.of(
                        TableKeys.PARTITION, new AttributeValue().withS(TableKeys.log(NAMESPACE)),
                        TableKeys.SORT, new AttributeValue().withS(TableKeys.padded(revision))))
                .withNewImage(image));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private static AttributeValue lambda(software.amazon.awssdk.services.dynamodb.model.AttributeValue v) {
        if (v.hasM()) {
            Map<String, AttributeValue> map = new HashMap<>();
            v.m().forEach((name, value) -> map.put(name, lambda(value)));
            return new AttributeValue().withM(map);
        }
        if (v.hasL()) {
            return new AttributeValue()
                    .withL(v.l().stream().map(MeasuredFunctionsTest::lambda).toList());
        }
        if (v.bool() != null) {
            return new AttributeValue().withBOOL(v.bool());
        }
        return v.n() != null ? new AttributeValue().withN(v.n()) : new AttributeValue().withS(v.s());
    }

    private SQSEvent retries() {
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        for (String body : sqs.queue(retryQueue).messages()) {
            SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
            message.setMessageId("m-" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    @Test
    void stream_whenPublishedParkedAndRedriven_isMeasured() {
        put("1");
        put("2");
        send("PUT", "/agents/host-1", "", Map.of());
        news();
        time.pause(Duration.ofMillis(340));
        board.publishFunction().handleRequest(stream(1), CONTEXT);
        assertEquals(Map.of(Measure.NOTICES, List.of(1L), Measure.STREAM_AGE, List.of(340L)), news());
        sns.down(true);
        board.publishFunction().handleRequest(stream(2), CONTEXT);
        assertEquals(Map.of(Measure.PUBLISH_FAILURES, List.of(1L)), news());
        board.redriveFunction().handleRequest(retries(), CONTEXT);
        assertEquals(Map.of(), news(), "it is still down");
        sns.down(false);
        board.redriveFunction().handleRequest(retries(), CONTEXT);
        assertEquals(Map.of(Measure.REDRIVEN, List.of(1L), Measure.NOTICES, List.of(1L)), news());
    }

    private Head head() {
        return Objects.requireNonNull(DynamoDbDocuments.record(
                DynamoDbDocuments.table(DynamoDbLocal.client(), table)
                        .getItem(r -> r.key(DynamoDbDocuments.key(TableKeys.log(NAMESPACE), TableKeys.HEAD))),
                Head.class));
    }

    private void report(String agent, long revision, List<Report.Applied> applied, List<Report.Withheld> withheld) {
        Report report = new Report(
                Report.FORMAT,
                NAMESPACE,
                agent,
                head().epoch(),
                revision,
                applied.isEmpty() ? revision : applied.get(0).revision() - 1,
                applied,
                withheld,
                0,
                new Report.Health(true, null),
                "current",
                time.instant(),
                "1.0");
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m");
        message.setBody(Json.write(report));
        message.setAttributes(Map.of("SenderId", "AROAHOST:i-1", "SentTimestamp", Long.toString(time.millis())));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        board.reportsFunction().handleRequest(event, CONTEXT);
    }

    @Test
    void reportsAndSweep_whenAFleetFollows_tellHowFarItIs() {
        for (String agent : List.of("host-1", "host-2", "host-3")) {
            assertEquals(200, send("PUT", "/agents/" + agent, "", Map.of()));
        }
        put("1");
        news();
        report("host-1", 1, List.of(), List.of());
        report("host-9", 1, List.of(), List.of());
        assertEquals(Map.of(Measure.REPORTS, List.of(1L), Measure.DROPPED_REPORTS, List.of(1L)), news());
        put("2");
        news();
        time.pause(Duration.ofMillis(800));
        report(
                "host-1",
                2,
                List.of(new Report.Applied(2, time.instant().minusMillis(50))),
                List.of(new Report.Withheld(2, 2, "no", List.of("/billing/prod/a"), 0)));
        assertEquals(
                Map.of(
                        Measure.REPORTS, List.of(1L),
                        Measure.WITHHELD_REPORTS, List.of(1L),
                        Measure.PROPAGATION_TIME, List.of(750L)),
                news());
        report("host-2", 1, List.of(), List.of());
        news();
        board.sweepFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        assertEquals(
                Map.of(
                        Measure.LIVE_AGENTS, List.of(3L),
                        Measure.CURRENT_AGENTS, List.of(1L),
                        Measure.BEHIND_AGENTS, List.of(2L),
                        Measure.WITHHOLDING_AGENTS, List.of(1L)),
                news());
        time.pause(Duration.ofHours(1));
        board.sweepFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        assertEquals(List.of(3L), news().get(Measure.SWEPT_AGENTS));
    }

    @Test
    void schedules_whenTheyDoSomething_measureIt() {
        String expiry = time.instant().plusSeconds(60).toString();
        send(
                "PUT",
                "/parameters/e",
                Json.write(Map.of("value", "1", "policies", Map.of("expiresAt", expiry))),
                Map.of());
        news();
        time.pause(Duration.ofSeconds(60));
        board.policyFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        Map<Measure, List<Long>> expired = news();
        assertEquals(List.of(1L), expired.get(Measure.EXPIRED_PARAMETERS));
        assertEquals(List.of(1L), expired.get(Measure.WRITES), "an expiry is a change set");
        board.policyFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        board.retentionFunction().handleRequest(new ScheduledEvent(), CONTEXT);
        assertEquals(Map.of(), news());
        // It is in the index, and its namespace's head knows nothing of it.
        Rollout lost = new Rollout(
                NAMESPACE,
                "r",
                "e",
                3,
                Rollout.State.ADVANCING,
                null,
                null,
                Objects.requireNonNull(Strategies.SHIPPED.get("all-at-once")),
                List.of(),
                0,
                0,
                List.of(),
                "me",
                null,
                time.instant(),
                time.instant(),
                null,
                0,
                List.of());
        DynamoDbDocuments.table(DynamoDbLocal.client(), table).putItem(DynamoDbRolloutItems.item(lost));
        board.conductorFunction().handleRequest(Map.of(), CONTEXT);
        assertTrue(news().keySet().stream().allMatch(m -> m == Measure.ROLLOUT_FAILURES || m == Measure.ROLLED_BACK));
    }
}
