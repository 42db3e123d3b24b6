package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Api;
import dev.noticeboard.functions.fleet.AgentsEndpoint;
import dev.noticeboard.functions.fleet.DynamoDbLeases;
import dev.noticeboard.functions.fleet.Leases;
import dev.noticeboard.functions.fleet.Mailboxes;
import dev.noticeboard.functions.fleet.Registry;
import dev.noticeboard.functions.fleet.SnsSubscriptions;
import dev.noticeboard.functions.fleet.SqsMailboxes;
import dev.noticeboard.functions.fleet.Sweeper;
import dev.noticeboard.functions.publish.Publisher;
import dev.noticeboard.functions.publish.Redrive;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.publish.SnsTopics;
import dev.noticeboard.functions.publish.SqsRetryQueue;
import dev.noticeboard.functions.publish.StreamPublisher;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.CommitSettings;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.DynamoDbBoardStore;
import dev.noticeboard.functions.validate.SchemaRules;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The composition root: the functions over AWS, wired by hand. Thread-safe. */
public final class AwsBoard {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** DynamoDB, SNS and SQS answer within milliseconds; a call that hangs is better repeated than waited for. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);
    /** For a call with all its repetitions, so that the commit protocol keeps its budget. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final Api api;
    private final AgentsEndpoint agents;
    private final StreamPublisher streamPublisher;
    private final Redrive redrive;
    private final Sweeper sweeper;

    private AwsBoard(DynamoDbClient dynamo, SnsClient sns, SqsClient sqs, BoardSettings settings, Clock clock) {
        RandomGenerator random = new SecureRandom();
        Pauses pauses = Pauses.system();
        ResourceNames names = new ResourceNames(settings.resourcePrefix());

        BoardStore store = new DynamoDbBoardStore(dynamo, settings.tableName(), settings.logRetention());
        SchemaRules rules = new SchemaRules();
        CommitSettings commits = new CommitSettings(settings.commitBudget(), settings.spread(), settings.answersKept());
        this.api = new Api(store, new Committer(store, rules, commits, clock, pauses, random), rules);

        Publisher publisher =
                new Publisher(new SnsTopics(sns, names, settings.topicArnPrefix()), settings.spread(), pauses, random);
        this.streamPublisher = new StreamPublisher(
                publisher, new SqsRetryQueue(sqs, settings.retryQueueUrl()), settings.publishTries());
        this.redrive = new Redrive(store, publisher, settings.publishTries());

        Leases leases = new DynamoDbLeases(dynamo, settings.tableName());
        Mailboxes mailboxes = new SqsMailboxes(sqs, new SnsSubscriptions(sns, names, settings.topicArnPrefix()), names);
        this.agents =
                new AgentsEndpoint(new Registry(leases, mailboxes, names, settings.leaseDuration(), clock, random));
        this.sweeper = new Sweeper(leases, mailboxes, settings.leaseGrace(), clock);
    }

    /** Wires the functions over these clients, which stay the caller's to close. */
    public static AwsBoard wire(
            DynamoDbClient dynamo, SnsClient sns, SqsClient sqs, BoardSettings settings, Clock clock) {
        return new AwsBoard(dynamo, sns, sqs, settings, clock);
    }

    /**
     * Wires the functions over clients of their own, as Lambda needs them: region, credentials and endpoints from the SDK's
     * default chains.
     *
     * @param environment as {@link BoardSettings#fromEnvironment} takes it
     */
    static AwsBoard fromEnvironment(Map<String, String> environment) {
        BoardSettings settings = BoardSettings.fromEnvironment(environment);
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .build();
        ClientOverrideConfiguration limits = ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_TIMEOUT)
                .build();
        return wire(
                DynamoDbClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(limits)
                        .build(),
                SnsClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(limits)
                        .build(),
                SqsClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(limits)
                        .build(),
                settings,
                Clock.systemUTC());
    }

    /** The API without its agents' part. */
    public ApiFunction apiFunction() {
        return new ApiFunction(api);
    }

    /** The agents' part of the API. */
    public AgentsFunction agentsFunction() {
        return new AgentsFunction(agents);
    }

    /** The handler of the table's stream. */
    public PublishFunction publishFunction() {
        return new PublishFunction(streamPublisher);
    }

    /** The handler of the retry queue. */
    public RedriveFunction redriveFunction() {
        return new RedriveFunction(redrive);
    }

    /** The handler of the schedule. */
    public SweepFunction sweepFunction() {
        return new SweepFunction(sweeper);
    }

    /** The whole API behind one handler, for a local front: what API Gateway's routes do in a deployment. */
    public RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> httpFunction() {
        ApiFunction board = apiFunction();
        AgentsFunction fleet = agentsFunction();
        return (event, context) -> {
            String[] segments = event.getPath().split("/", 6);
            boolean ofAgents = segments.length > 4 && segments[4].equals("agents");
            return ofAgents ? fleet.handleRequest(event, context) : board.handleRequest(event, context);
        };
    }

    Api api() {
        return api;
    }

    AgentsEndpoint agents() {
        return agents;
    }

    StreamPublisher streamPublisher() {
        return streamPublisher;
    }

    Redrive redrive() {
        return redrive;
    }

    Sweeper sweeper() {
        return sweeper;
    }
}
