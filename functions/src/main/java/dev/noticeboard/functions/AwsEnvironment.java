package dev.noticeboard.functions;

import dev.noticeboard.functions.invoke.AwsLambdaValidator;
import dev.noticeboard.functions.observe.EmfMeasures;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.rollout.AwsCloudWatchAlarms;
import dev.noticeboard.functions.rollout.AwsLambdaConductorCall;
import dev.noticeboard.functions.rollout.ConductorCall;
import dev.noticeboard.functions.runtime.Lazy;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.upkeep.AwsEventBridge;
import dev.noticeboard.functions.upkeep.BoardEvents;
import dev.noticeboard.functions.validate.ChangeValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The functions over AWS as Lambda runs them: region and credentials from where Lambda puts them, endpoints from the SDK's default chain. What only
 * some calls need is connected by the first of them.
 */
final class AwsEnvironment {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** DynamoDB, SNS, SQS and EventBridge answer within milliseconds; a call that hangs is better repeated than waited for. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);
    /** For a call with all its repetitions, so that the commit protocol keeps its budget. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT)
            .build();
    private final AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
            SystemPropertyCredentialsProvider.create(),
            EnvironmentVariableCredentialsProvider.create(),
            // Where SnapStart's copies get theirs.
            ContainerCredentialsProvider.create());
    private final @Nullable Region region;

    private AwsEnvironment(Map<String, String> environment) {
        String named = environment.getOrDefault("AWS_REGION", "");
        this.region = named.isBlank() ? null : Region.of(named);
    }

    /** Wires the functions over clients of their own. */
    static AwsBoard board(BoardSettings settings, Map<String, String> environment, RandomGenerator random) {
        AwsEnvironment aws = new AwsEnvironment(environment);
        return AwsBoard.wire(
                new AwsBoard.Clients(
                        aws.client(DynamoDbClient.builder()),
                        new Lazy<>(() -> aws.client(SnsClient.builder())),
                        new Lazy<>(() -> aws.client(SqsClient.builder()))),
                aws.outside(settings, random),
                settings,
                Clock.systemUTC(),
                random);
    }

    private AwsBoard.Outside outside(BoardSettings settings, RandomGenerator random) {
        Lazy<ChangeValidator> validator = new Lazy<>(AwsLambdaValidator::connect);
        Lazy<BoardEvents> events = new Lazy<>(() ->
                new AwsEventBridge(client(EventBridgeClient.builder()), settings.eventBus(), Pauses.system(), random));
        Lazy<Alarms> alarms = new Lazy<>(() -> new AwsCloudWatchAlarms(client(CloudWatchClient.builder())));
        return new AwsBoard.Outside(
                (function, proposal) -> validator.get().judge(function, proposal),
                told -> events.get().publish(told),
                names -> alarms.get().states(names),
                new EmfMeasures(settings.board(), Clock.systemUTC(), System.out::println),
                conductor(settings.conductor()));
    }

    private ConductorCall conductor(@Nullable String function) {
        if (function == null) {
            return ConductorCall.none();
        }
        Lazy<ConductorCall> call =
                new Lazy<>(() -> new AwsLambdaConductorCall(client(LambdaClient.builder()), function));
        return namespace -> call.get().call(namespace);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        if (region != null) {
            builder.region(region);
        }
        return builder.httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(o -> o.apiCallTimeout(CALL_TIMEOUT)
                        // Lambda has no such file: none is looked for, for none of the settings that could stand in it.
                        .defaultProfileFile(NO_PROFILES))
                .build();
    }
}
