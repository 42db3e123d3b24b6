package dev.noticeboard.localstack;

import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.functions.ConductorFunction;
import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.wiring.ApiFront;
import dev.noticeboard.localstack.wiring.DynamoDbChangeStream;
import dev.noticeboard.localstack.wiring.LocalSender;
import dev.noticeboard.localstack.wiring.Schedule;
import dev.noticeboard.localstack.wiring.SqsQueuePoller;
import dev.noticeboard.localstack.wiring.StreamCheckpoints;
import dev.noticeboard.localstack.wiring.StreamPoller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions and all that calls them in a deployment (API Gateway, the event source mappings, the schedule), run in
 * this process over the DynamoDB, SQS and SNS of given clients: emulators, or any other endpoint.
 */
public final class AwsLocalBoard implements AutoCloseable {
    /** In a deployment the rules have the same rates. */
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private static final Duration POLICIES_EVERY = Duration.ofMinutes(1);
    private static final Duration RETENTION_EVERY = Duration.ofDays(1);
    /** A deployment's rule has a rate of a minute, the least there is; here people try strategies that bake for seconds. */
    private static final Duration CONDUCT_EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AwsLocalBoard.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AwsBoard functions;
    private final ApiFront front;

    private AwsLocalBoard(AwsBoard functions, ApiFront front) {
        this.functions = functions;
        this.front = front;
    }

    /**
     * Makes the table, the retry queue and the reports queue where they are missing, and starts.
     *
     * @param clients stay the caller's to close, after this
     * @param resourcePrefix begins the names of all queues and topics made here
     * @param port the API's, 1 to 65535, or 0 for a free one
     * @param settings changes the defaults
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static AwsLocalBoard start(
            AwsClients clients,
            String table,
            String resourcePrefix,
            int port,
            Clock clock,
            UnaryOperator<BoardSettings> settings) {
        AwsBootstrap.Created created = AwsBootstrap.createForTrials(clients, new BoardNames(table, resourcePrefix));
        BoardSettings board = settings.apply(
                BoardSettings.defaults(table, resourcePrefix, created.topicArnPrefix(), created.retryQueueUrl())
                        .withReportsQueue(created.reportsQueueUrl()));
        AwsBoard functions = AwsBoard.wire(clients.dynamoDb(), clients.sns(), clients.sqs(), board, clock);
        ApiFront front = ApiFront.start(ApiFront.Options.at(port), clock, functions.httpFunction());
        AwsLocalBoard started = new AwsLocalBoard(functions, front);
        started.parts.push(front);
        started.parts.push(StreamPoller.start(
                new DynamoDbChangeStream(clients.dynamoDbStreams(), created.streamArn()),
                // Nobody keeps the checkpoints, so a table that is opened again is published again from the oldest
                // record that its stream still has; agents ignore what they know.
                StreamPoller.Options.from(StreamPoller.Start.TRIM_HORIZON),
                clock,
                new StreamCheckpoints(),
                StreamPoller::isLogInsert,
                functions.publishFunction(),
                discarded -> LOG.warn("gave up stream record {}", discarded.sequenceNumber())));
        started.parts.push(
                new SqsQueuePoller(clients.sqs(), created.retryQueueUrl(), clock, functions.redriveFunction()));
        started.parts.push(new SqsQueuePoller(
                clients.sqs(),
                created.reportsQueueUrl(),
                clock,
                new LocalSender(ApiFront.Options.LOCAL_CALLER, functions.reportsFunction())));
        started.parts.push(new Schedule("sweep", SWEEP_EVERY, clock, functions.sweepFunction()));
        started.parts.push(new Schedule("policies", POLICIES_EVERY, clock, functions.policyFunction()));
        started.parts.push(new Schedule("retention", RETENTION_EVERY, clock, functions.retentionFunction()));
        ConductorFunction conductor = functions.conductorFunction();
        started.parts.push(new Schedule(
                "conductor", CONDUCT_EVERY, clock, (event, context) -> conductor.handleRequest(Map.of(), context)));
        return started;
    }

    /** Where the API listens. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** The functions, for a caller that wants to invoke one itself. */
    public AwsBoard functions() {
        return functions;
    }

    /** Stops what calls the functions, the newest first. Idempotent. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not stop: {}", e.toString());
            }
        }
    }
}
