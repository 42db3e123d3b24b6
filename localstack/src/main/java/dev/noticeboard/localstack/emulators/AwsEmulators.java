package dev.noticeboard.localstack.emulators;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * DynamoDB, SQS and SNS together: started side by side, since each takes its second to load, and stopped in the order
 * of their dependence.
 */
public final class AwsEmulators implements AutoCloseable {
    /**
     * What to start.
     *
     * @param dynamoDbPort DynamoDB's port, 1 to 65535, or 0 for a free one
     * @param sqsPort SQS's, likewise
     * @param snsPort SNS's, likewise
     * @param folder where tables are kept, or null for memory; queues and topics live in memory always
     */
    public record Options(
            int dynamoDbPort,
            int sqsPort,
            int snsPort,
            @Nullable Path folder) {
        /** Free ports, everything in memory. */
        public static Options inMemory() {
            return new Options(0, 0, 0, null);
        }

        /** Free ports, tables kept in a folder. */
        public static Options in(Path folder) {
            return new Options(0, 0, 0, folder);
        }

        /** The same with three ports in a row, the first as given. */
        public Options fromPort(int first) {
            return new Options(first, first + 1, first + 2, folder);
        }
    }

    /** Idle connections that the JDK's HTTP client keeps for each host; its own 5 would reconnect all other agents. */
    private static final String CONNECTIONS = "1024";

    private static final Logger LOG = LoggerFactory.getLogger(AwsEmulators.class);

    private final DynamoDbLocalServer dynamoDb;
    private final ElasticMqServer sqs;
    private final SqsClient deliveries;
    private final SnsFront sns;
    private final AwsEndpoints endpoints;
    private final AwsClients clients;

    private AwsEmulators(DynamoDbLocalServer dynamoDb, ElasticMqServer sqs, SqsClient deliveries, SnsFront sns) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.deliveries = deliveries;
        this.sns = sns;
        this.endpoints = new AwsEndpoints(dynamoDb.endpoint(), sqs.endpoint(), sns.endpoint());
        this.clients = AwsClients.of(endpoints);
    }

    /**
     * Starts all three.
     *
     * @throws java.io.UncheckedIOException if a port is taken or the folder cannot be made; nothing runs then
     */
    public static AwsEmulators start(Options options) {
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", CONNECTIONS);
        }
        var dynamoDb = CompletableFuture.supplyAsync(
                () -> DynamoDbLocalServer.start(options.dynamoDbPort(), options.folder()), AwsEmulators::inThread);
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            ElasticMqServer sqs = pushed(started, ElasticMqServer.start(options.sqsPort()));
            SqsClient deliveries = pushed(started, AwsClients.unsignedSqs(sqs.endpoint()));
            SqsSender sender = sqs.sender(deliveries::sendMessage);
            SnsFront sns =
                    pushed(started, SnsFront.start(options.snsPort(), sender, sqs.endpoint(), Clock.systemUTC()));
            return new AwsEmulators(joined(dynamoDb), sqs, deliveries, sns);
        } catch (RuntimeException e) {
            closeIfStarted(dynamoDb);
            started.forEach(AwsEmulators::closeAfter);
            throw e;
        }
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "dynamodb-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T extends AutoCloseable> T pushed(Deque<AutoCloseable> started, T one) {
        started.push(one);
        return one;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void closeIfStarted(CompletableFuture<DynamoDbLocalServer> starting) {
        try {
            starting.join().close();
        } catch (CompletionException neverStarted) {
            LOG.debug("dynamodb did not start", neverStarted);
        }
    }

    private static void closeAfter(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOG.warn("an emulator did not stop", e);
        }
    }

    /** Where they listen. */
    public AwsEndpoints endpoints() {
        return endpoints;
    }

    /** Clients of the three; closed with this. */
    public AwsClients clients() {
        return clients;
    }

    /** SNS's fault injection and counters. */
    public SnsFront sns() {
        return sns;
    }

    /** Stops all three. Idempotent. */
    @Override
    public void close() {
        closeAfter(sns);
        closeAfter(deliveries);
        closeAfter(clients);
        closeAfter(sqs);
        closeAfter(dynamoDb);
    }
}
