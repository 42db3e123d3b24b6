package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
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
    public static AwsClients of(AwsEndpoints endpoints, ExecutionInterceptor... interceptors) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(AwsEndpoints.ACCESS_KEY, AwsEndpoints.SECRET_KEY));
        return at(endpoints, new Local(credentials, Region.of(AwsEndpoints.REGION), List.of(interceptors)));
    }

    /**
     * Clients of one endpoint that serves DynamoDB, its streams, SQS and SNS, as emulators do.
     *
     * @param region any; with the SDK's default chain of credentials and, at its end, a pair that no account has
     */
    public static AwsClients at(URI endpoint, String region, ExecutionInterceptor... interceptors) {
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                SystemPropertyCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(AwsEndpoints.ACCESS_KEY, AwsEndpoints.SECRET_KEY)));
        return at(
                new AwsEndpoints(endpoint, endpoint, endpoint),
                new Local(credentials, Region.of(region), List.of(interceptors)));
    }

    private static AwsClients at(AwsEndpoints endpoints, Local local) {
        return new AwsClients(
                local.at(DynamoDbClient.builder(), endpoints.dynamoDb()),
                local.at(DynamoDbStreamsClient.builder(), endpoints.dynamoDb()),
                local.at(SqsClient.builder(), endpoints.sqs()),
                local.at(SnsClient.builder(), endpoints.sns()));
    }

    /**
     * Clients of the endpoints that AWS itself has in a region, whatever {@code AWS_ENDPOINT_URL} says; the SDK's default
     * chain of credentials.
     */
    public static AwsClients ofAccount(String region, ExecutionInterceptor... interceptors) {
        Region where = Region.of(region);
        Local local = new Local(null, where, List.of(interceptors));
        return new AwsClients(
                local.at(DynamoDbClient.builder(), https(DynamoDbClient.serviceMetadata(), where)),
                local.at(DynamoDbStreamsClient.builder(), https(DynamoDbStreamsClient.serviceMetadata(), where)),
                local.at(SqsClient.builder(), https(SqsClient.serviceMetadata(), where)),
                local.at(SnsClient.builder(), https(SnsClient.serviceMetadata(), where)));
    }

    private static URI https(ServiceMetadata service, Region region) {
        return URI.create("https://" + service.endpointFor(region));
    }

    /**
     * Clients of whatever the environment names: {@code AWS_ENDPOINT_URL} and its like, the SDK's default chain for
     * credentials.
     *
     * @param region null for the SDK's default chain
     */
    public static AwsClients ofEnvironment(@Nullable String region, ExecutionInterceptor... interceptors) {
        Local environment = new Local(null, region == null ? null : Region.of(region), List.of(interceptors));
        return new AwsClients(
                environment.at(DynamoDbClient.builder(), null),
                environment.at(DynamoDbStreamsClient.builder(), null),
                environment.at(SqsClient.builder(), null),
                environment.at(SnsClient.builder(), null));
    }

    /** A client that neither signs nor checks sums, for the many small sends of the SNS front. */
    static SqsClient unsignedSqs(URI endpoint) {
        Local local = new Local(AnonymousCredentialsProvider.create(), Region.of(AwsEndpoints.REGION), List.of());
        return local.at(SqsClient.builder().checksumValidationEnabled(false), endpoint);
    }

    private record Local(
            @Nullable AwsCredentialsProvider credentials,
            @Nullable Region region,
            List<ExecutionInterceptor> interceptors) {
        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(B builder, @Nullable URI endpoint) {
            builder.httpClientBuilder(
                    UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ));
            if (!interceptors.isEmpty()) {
                builder.overrideConfiguration(o -> interceptors.forEach(o::addExecutionInterceptor));
            }
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
