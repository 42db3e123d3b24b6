package dev.noticeboard.localstack.roles;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.cdk.Handler;
import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.functions.contract.ApiDocument;
import dev.noticeboard.functions.fleet.FleetEndpoint;
import dev.noticeboard.functions.invoke.AwsLambdaValidator;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.rollout.AwsCloudWatchAlarms;
import dev.noticeboard.functions.rollout.AwsLambdaConductorCall;
import dev.noticeboard.functions.rollout.ConductorCall;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.upkeep.AwsEventBridge;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.testing.TestClock;
import dev.noticeboard.localstack.wiring.LocalContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A board on the embedded emulators, deployed as the template says: each function by itself, with the environment that the template gives it and clients
 * of its own, whose calls are recorded. It is wired as a deployed one is, over the same adapters.
 */
final class RecordedBoard implements AutoCloseable {
    /** Who calls, as API Gateway says it: the session of a role, and IAM's unique id of it. */
    record Caller(String arn, String id) {}

    static final Caller HOST = caller("app", "AROAAPP");
    static final Caller OTHER = caller("other", "AROAOTHER");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<Handler, AwsCallRecorder> recorders = new EnumMap<>(Handler.class);
    private final Map<Handler, AwsBoard> boards = new EnumMap<>(Handler.class);
    private final Set<String> operations = new TreeSet<>();
    private final TestClock clock = new TestClock();
    private final FakeOutside outside = opened(new FakeOutside());
    private final AwsEmulators emulators = opened(AwsEmulators.start(AwsEmulators.Options.inMemory()));
    private final Deployment deployment;
    private final String streamArn;

    /** @param synthesis gives the template; asked when the emulators run */
    RecordedBoard(Supplier<Map<String, Object>> synthesis) {
        Map<String, Object> template = synthesis.get();
        AwsClients clients = emulators.clients();
        Map<String, String> queues = new HashMap<>();
        for (String queue : Deployment.queues(template)) {
            queues.put(queue, clients.sqs().createQueue(r -> r.queueName(queue)).queueUrl());
        }
        this.streamArn =
                AwsBootstrap.create(clients, BoardNames.of(Deployment.NAME)).streamArn();
        this.deployment = Deployment.of(template, queues::get);
        deployment.functions().forEach((handler, deployed) -> {
            AwsCallRecorder recorder = new AwsCallRecorder();
            recorders.put(handler, recorder);
            boards.put(handler, wired(BoardSettings.fromEnvironment(deployed.environment()), recorder));
        });
    }

    private static Caller caller(String role, String id) {
        return new Caller("arn:aws:sts::" + AwsEndpoints.ACCOUNT + ":assumed-role/" + role + "/i-1", id + ":i-1");
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private AwsBoard wired(BoardSettings settings, AwsCallRecorder recorder) {
        AwsClients clients = opened(AwsClients.of(emulators.endpoints(), recorder));
        ConductorCall conductor = settings.conductor() == null
                ? ConductorCall.none()
                : new AwsLambdaConductorCall(client(LambdaClient.builder(), recorder), settings.conductor());
        return AwsBoard.wire(
                clients.dynamoDb(),
                clients.sns(),
                clients.sqs(),
                new AwsBoard.Outside(
                        AwsLambdaValidator.connect(ChangeValidator.LIMIT, b -> prepared(b, recorder)),
                        new AwsEventBridge(
                                client(EventBridgeClient.builder(), recorder),
                                settings.eventBus(),
                                Pauses.system(),
                                new Random()),
                        new AwsCloudWatchAlarms(client(CloudWatchClient.builder(), recorder)),
                        Measures.none(),
                        conductor),
                settings,
                clock);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder, AwsCallRecorder recorder) {
        return opened(prepared(builder, recorder)
                .httpClient(UrlConnectionHttpClient.create())
                .build());
    }

    private <B extends AwsClientBuilder<B, C>, C> B prepared(B builder, AwsCallRecorder recorder) {
        return builder.endpointOverride(outside.endpoint())
                .region(Region.of(AwsEndpoints.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(AwsEndpoints.ACCESS_KEY, AwsEndpoints.SECRET_KEY)))
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(recorder)
                        .build());
    }

    /** A function by itself; only this one's own handler is to be asked for. */
    AwsBoard function(Handler handler) {
        return boards.get(handler);
    }

    AwsCallRecorder recorder(Handler handler) {
        return recorders.get(handler);
    }

    Deployment.Deployed deployed(Handler handler) {
        return deployment.functions().get(handler);
    }

    /** Clients whose calls nobody records. */
    AwsClients clients() {
        return emulators.clients();
    }

    TestClock clock() {
        return clock;
    }

    FakeOutside outside() {
        return outside;
    }

    /** The ids of the operations that were called. */
    Set<String> operations() {
        return operations;
    }

    /** The ARN of the table's key. */
    String tableKey() {
        return deployment.tableKey();
    }

    String streamArn() {
        return streamArn;
    }

    Context context(Handler handler) {
        return new LocalContext(handler.id(), "request", clock, handler.timeout());
    }

    /** Calls the API, or the agents' part of it, as API Gateway does. */
    APIGatewayProxyResponseEvent send(Caller caller, APIGatewayProxyRequestEvent event) {
        ApiDocument.shared()
                .operation(event.getHttpMethod(), event.getPath())
                .ifPresent(operation -> operations.add(operation.id()));
        event.setRequestContext(new ProxyRequestContext()
                .withRequestId("request")
                .withIdentity(new RequestIdentity().withUserArn(caller.arn()).withCaller(caller.id())));
        return FleetEndpoint.takes(event.getPath())
                ? function(Handler.AGENTS).agentsFunction().handleRequest(event, context(Handler.AGENTS))
                : function(Handler.API).apiFunction().handleRequest(event, context(Handler.API));
    }

    /** Calls one that a schedule calls. */
    void tick(Handler handler) {
        AwsBoard board = function(handler);
        Context context = context(handler);
        switch (handler) {
            case SWEEP -> board.sweepFunction().handleRequest(new ScheduledEvent(), context);
            case POLICIES -> board.policyFunction().handleRequest(new ScheduledEvent(), context);
            case RETENTION -> board.retentionFunction().handleRequest(new ScheduledEvent(), context);
            case CONDUCTOR -> board.conductorFunction().handleRequest(Map.of(), context);
            default -> throw new IllegalArgumentException(handler + " has no schedule");
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
