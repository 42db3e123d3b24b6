package dev.noticeboard.functions;

import dev.noticeboard.functions.invoke.AwsLambdaValidator;
import dev.noticeboard.functions.observe.EmfMeasures;
import dev.noticeboard.functions.rollout.AwsCloudWatchAlarms;
import dev.noticeboard.functions.rollout.AwsLambdaConductorCall;
import dev.noticeboard.functions.rollout.ConductorCall;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.upkeep.AwsEventBridge;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions over AWS as Lambda runs them: region, credentials and endpoints from the SDK's default chains. */
final class AwsEnvironment {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** DynamoDB, SNS, SQS and EventBridge answer within milliseconds; a call that hangs is better repeated than waited for. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);
    /** For a call with all its repetitions, so that the commit protocol keeps its budget. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /** Wires the functions over clients of their own. */
    static AwsBoard board(BoardSettings settings) {
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .build();
        return AwsBoard.wire(
                client(DynamoDbClient.builder(), http),
                client(SnsClient.builder(), http),
                client(SqsClient.builder(), http),
                new AwsBoard.Outside(
                        AwsLambdaValidator.connect(),
                        new AwsEventBridge(
                                client(EventBridgeClient.builder(), http),
                                settings.eventBus(),
                                Pauses.system(),
                                new SecureRandom()),
                        new AwsCloudWatchAlarms(client(CloudWatchClient.builder(), http)),
                        new EmfMeasures(settings.board(), Clock.systemUTC(), System.out::println),
                        settings.conductor() == null
                                ? ConductorCall.none()
                                : new AwsLambdaConductorCall(
                                        client(LambdaClient.builder(), http), settings.conductor())),
                settings,
                Clock.systemUTC());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, SdkHttpClient http) {
        return builder.httpClient(http)
                .overrideConfiguration(o -> o.apiCallTimeout(CALL_TIMEOUT))
                .build();
    }

    private AwsEnvironment() {}
}
