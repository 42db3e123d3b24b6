package dev.noticeboard.localstack.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.cdk.Noticeboard;
import dev.noticeboard.cdk.NoticeboardProps;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.testing.SmallJar;
import dev.noticeboard.schemas.json.Json;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import tools.jackson.databind.JsonNode;

/** What the bootstrap makes is what the construct deploys; not compared is what emulators lack: encryption, backups, TLS. */
@DisplayName("The bootstrap and the construct's template")
class AwsBootstrapTemplateTest {
    private static final String PREFIX = "board";

    @TempDir
    private static Path folder;

    private static final List<SetQueueAttributesRequest> SENT = new CopyOnWriteArrayList<>();

    private static JsonNode resources;
    private static AwsEmulators emulators;

    /** One queue, as both sides tell of it. */
    private record Queue(String retentionSeconds, String visibilitySeconds, String deadLetters, String receives) {}

    @BeforeAll
    static void synthesizeAndBootstrap() {
        Stack stack = new Stack(new App(), PREFIX);
        new Noticeboard(
                stack,
                "Board",
                NoticeboardProps.builder().functionsJar(SmallJar.in(folder)).build());
        resources = Json.tree(Json.write(Template.fromStack(stack).toJSON())).get("Resources");
        emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        try (AwsClients clients = AwsClients.of(emulators.endpoints(), new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof SetQueueAttributesRequest request) {
                    SENT.add(request);
                }
            }
        })) {
            AwsBootstrap.create(clients, BoardNames.of(PREFIX));
        }
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    private static Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.properties().forEach(e -> {
            if (e.getValue().get("Type").asString().equals(type)) {
                found.put(e.getKey(), e.getValue().get("Properties"));
            }
        });
        return found;
    }

    private static Set<String> keys(JsonNode schema) {
        Set<String> keys = new HashSet<>();
        schema.forEach(k -> keys.add(
                k.get("KeyType").asString() + " " + k.get("AttributeName").asString()));
        return keys;
    }

    @Test
    void table_whenBootstrapped_isTheTemplates() {
        JsonNode expected = ofType("AWS::DynamoDB::Table").values().iterator().next();
        TableDescription made = emulators
                .clients()
                .dynamoDb()
                .describeTable(r -> r.tableName(PREFIX))
                .table();
        assertEquals(expected.get("TableName").asString(), made.tableName());
        assertEquals(keys(expected.get("KeySchema")), AwsShape.keys(made.keySchema()));
        Set<String> attributes = new HashSet<>();
        expected.get("AttributeDefinitions")
                .forEach(a -> attributes.add(a.get("AttributeName").asString() + " "
                        + a.get("AttributeType").asString()));
        assertEquals(attributes, AwsShape.attributes(made));
        assertEquals(
                expected.get("BillingMode").asString(),
                made.billingModeSummary().billingModeAsString());
        assertEquals(
                expected.get("StreamSpecification").get("StreamViewType").asString(),
                made.streamSpecification().streamViewTypeAsString());
        assertEquals(1, expected.get("GlobalSecondaryIndexes").size());
        JsonNode index = expected.get("GlobalSecondaryIndexes").get(0);
        assertEquals(1, made.globalSecondaryIndexes().size());
        var madeIndex = made.globalSecondaryIndexes().get(0);
        assertEquals(index.get("IndexName").asString(), madeIndex.indexName());
        assertEquals(keys(index.get("KeySchema")), AwsShape.keys(madeIndex.keySchema()));
        assertEquals(
                index.get("Projection").get("ProjectionType").asString(),
                madeIndex.projection().projectionTypeAsString());
        assertEquals(
                expected.get("TimeToLiveSpecification").get("AttributeName").asString(),
                emulators
                        .clients()
                        .dynamoDb()
                        .describeTimeToLive(r -> r.tableName(PREFIX))
                        .timeToLiveDescription()
                        .attributeName());
    }

    @Test
    void queues_whenBootstrapped_areTheTemplates() {
        Map<String, JsonNode> inTemplate = ofType("AWS::SQS::Queue");
        Map<String, Queue> expected = new TreeMap<>();
        inTemplate.values().forEach(q -> expected.put(q.get("QueueName").asString(), queue(q, inTemplate)));
        assertEquals(6, expected.size());
        assertEquals(expected, made());
    }

    private static Queue queue(JsonNode queue, Map<String, JsonNode> all) {
        String retention = queue.get("MessageRetentionPeriod").asString();
        String visibility =
                queue.has("VisibilityTimeout") ? queue.get("VisibilityTimeout").asString() : "30";
        JsonNode redrive = queue.get("RedrivePolicy");
        if (redrive == null) {
            return new Queue(retention, visibility, "", "");
        }
        String target =
                redrive.get("deadLetterTargetArn").get("Fn::GetAtt").get(0).asString();
        return new Queue(
                retention,
                visibility,
                Objects.requireNonNull(all.get(target)).get("QueueName").asString(),
                redrive.get("maxReceiveCount").asString());
    }

    /** As they were asked for: ElasticMQ keeps no retention. */
    private static Map<String, Queue> made() {
        Map<String, Queue> made = new TreeMap<>();
        SENT.forEach(request -> {
            var attributes = request.attributes();
            String redrive = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
            String target = redrive.isEmpty()
                    ? ""
                    : Json.tree(redrive).get("deadLetterTargetArn").asString();
            made.put(
                    request.queueUrl().substring(request.queueUrl().lastIndexOf('/') + 1),
                    new Queue(
                            attributes.getOrDefault(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600"),
                            attributes.getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "30"),
                            target.substring(target.lastIndexOf(':') + 1),
                            redrive.isEmpty()
                                    ? ""
                                    : Json.tree(redrive).get("maxReceiveCount").asString()));
        });
        return made;
    }
}
