package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS SDK's clients of one set of endpoints, over the JDK's own HTTP client. Thread-safe, as they are; close them
 * with this.
 */
public record AwsClients(DynamoDbClient dynamoDb, DynamoDbStreamsClient dynamoDbStreams, SqsClient sqs, SnsClient sns)
        implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** SQS's longest poll is 20 s; an answer later than this is none. */
    private static final Duration READ = Duration.ofSeconds(30);

    /** Clients of the emulators. */
    public static AwsClients of(AwsEndpoints endpoints) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(AwsEndpoints.ACCESS_KEY, AwsEndpoints.SECRET_KEY));
        Local local = new Local(credentials, Region.of(AwsEndpoints.REGION));
        return new AwsClients(
                local.at(DynamoDbClient.builder(), endpoints.dynamoDb()),
                local.at(DynamoDbStreamsClient.builder(), endpoints.dynamoDb()),
                local.at(SqsClient.builder(), endpoints.sqs()),
                local.at(SnsClient.builder(), endpoints.sns()));
    }

    /**
     * Clients of whatever the environment names: {@code AWS_ENDPOINT_URL} and its like, the SDK's default chains for region
     * and credentials.
     */
    public static AwsClients ofEnvironment() {
        Local environment = new Local(null, null);
        return new AwsClients(
                environment.at(DynamoDbClient.builder(), null),
                environment.at(DynamoDbStreamsClient.builder(), null),
                environment.at(SqsClient.builder(), null),
                environment.at(SnsClient.builder(), null));
    }

    /** A client that neither signs nor checks sums, for the many small sends of the SNS front. */
    static SqsClient unsignedSqs(URI endpoint) {
        Local local = new Local(AnonymousCredentialsProvider.create(), Region.of(AwsEndpoints.REGION));
        return local.at(SqsClient.builder().checksumValidationEnabled(false), endpoint);
    }

    private record Local(
            @Nullable AwsCredentialsProvider credentials,
            @Nullable Region region) {
        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(B builder, @Nullable URI endpoint) {
            builder.httpClientBuilder(
                    UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ));
            if (credentials != null) {
                builder.credentialsProvider(credentials);
            }
            if (region != null) {
                builder.region(region);
            }
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            return builder.build();
        }
    }

    /** Closes the four clients. */
    @Override
    public void close() {
        dynamoDb.close();
        dynamoDbStreams.close();
        sqs.close();
        sns.close();
    }
}
