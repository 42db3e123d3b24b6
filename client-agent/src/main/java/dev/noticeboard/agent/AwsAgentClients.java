package dev.noticeboard.agent;

import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.receive.SqsNoticeSource;
import dev.noticeboard.agent.refresh.DynamoDbBoardReader;
import dev.noticeboard.agent.refresh.DynamoDbVersionReader;
import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.report.SqsReportSender;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.agent.sync.VersionReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients of one or many agents: make one and give it to all agents of a JVM ({@link AgentOptions.Builder#clients}),
 * or let each agent make its own. Thread-safe.
 */
public final class AwsAgentClients implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** Longer than any page of 1 MB should take. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    /** Retries included: a read that fails should fail well within a poll interval. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    /** For a host that stops when the caller's time is up: Lambda functions have 3 s by default. */
    private static final Duration ON_DEMAND_CALL_TIMEOUT = Duration.ofSeconds(2);
    /** SQS's longest poll of 20 s, and time for the answer to travel. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(25);

    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final @Nullable AwsAbortableHttpClient pollHttp;

    private AwsAgentClients(DynamoDbClient dynamo, SqsClient sqs, @Nullable AwsAbortableHttpClient pollHttp) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.pollHttp = pollHttp;
    }

    /**
     * Clients for a region, with the SDK's default credentials; at loopback endpoints, where nobody checks them,
     * with those of the environment or, for want of any, made-up ones.
     *
     * @param region such as {@code eu-central-1}; the SDK's default chain where absent
     * @param dynamoDb another endpoint than the region's, if any
     * @param sqs another endpoint than the region's, if any
     * @throws AgentStartException if no region is given and none is found
     */
    public static AwsAgentClients connect(@Nullable String region, @Nullable URI dynamoDb, @Nullable URI sqs) {
        try {
            return connected(region, dynamoDb, sqs, CALL_TIMEOUT);
        } catch (SdkClientException e) {
            throw new AgentStartException("no AWS client could be made: " + e.getMessage());
        }
    }

    /** As {@link #connect}, for an agent whose caller waits for each read: a call ends within 2 s, retries included. */
    public static AwsAgentClients connectOnDemand(@Nullable String region, @Nullable URI dynamoDb, @Nullable URI sqs) {
        try {
            return connected(region, dynamoDb, sqs, ON_DEMAND_CALL_TIMEOUT);
        } catch (SdkClientException e) {
            throw new AgentStartException("no AWS client could be made: " + e.getMessage());
        }
    }

    private static AwsAgentClients connected(
            @Nullable String region, @Nullable URI dynamoDb, @Nullable URI sqs, Duration callTimeout) {
        AwsAbortableHttpClient pollHttp = new AwsAbortableHttpClient(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(POLL_TIMEOUT)
                .build());
        DynamoDbClient dynamoClient = configured(DynamoDbClient.builder(), region, dynamoDb)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .overrideConfiguration(o -> o.apiCallTimeout(callTimeout))
                .build();
        // The receive loop has its own backoff.
        SqsClient sqsClient = configured(SqsClient.builder(), region, sqs)
                .httpClient(pollHttp)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        return new AwsAgentClients(dynamoClient, sqsClient, pollHttp);
    }

    /** Clients made elsewhere. A parked long poll of theirs cannot be cut short: it ends by itself after the agent's close. */
    public static AwsAgentClients of(DynamoDbClient dynamo, SqsClient sqs) {
        return new AwsAgentClients(dynamo, sqs, null);
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, @Nullable String region, @Nullable URI endpoint) {
        Optional.ofNullable(region).map(Region::of).ifPresent(builder::region);
        Optional.ofNullable(endpoint).ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(
                endpoint != null && isLoopback(endpoint)
                        ? localCredentials()
                        : DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentialsProvider localCredentials() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                SystemPropertyCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Reads this table. */
    public BoardReader boardReader(String table) {
        return new DynamoDbBoardReader(dynamo, table);
    }

    /** Reads versions and labels from this table. */
    public VersionReader versionReader(String table) {
        return new DynamoDbVersionReader(dynamo, table);
    }

    /** Receives from this queue. */
    public NoticeSource noticeSource(String queueUrl) {
        return new SqsNoticeSource(sqs, pollHttp, queueUrl);
    }

    /** Reports to this queue. */
    public ReportSender reportSender(String queueUrl) {
        return new SqsReportSender(sqs, queueUrl);
    }

    @Override
    public void close() {
        dynamo.close();
        sqs.close();
        if (pollHttp != null) {
            pollHttp.close();
        }
    }
}
