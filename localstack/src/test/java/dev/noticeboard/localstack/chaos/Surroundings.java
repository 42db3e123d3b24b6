package dev.noticeboard.localstack.chaos;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.localstack.AwsLocalBoard;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.emulators.DeliveryFaults;
import dev.noticeboard.localstack.wiring.ApiFront;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The embedded services and the functions, with something faulty between all of them, and a way around it by which the truth is read. */
final class Surroundings implements AutoCloseable {
    static final String TABLE = "chaos";
    /** A quarter of an hour and five minutes, scaled down 60 times. */
    static final Duration LEASE = Duration.ofSeconds(15);

    static final Duration GRACE = Duration.ofSeconds(5);

    private static final String THROTTLED_TABLE =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"Rate exceeded\"}";
    private static final String THROTTLED_CAPACITY =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"Rate exceeded\"}";
    private static final String THROTTLED_QUEUE =
            "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\",\"message\":\"Rate exceeded\"}";
    private static final String BUSY_API = "{\"type\":\"about:blank\",\"title\":\"busy\",\"status\":400}";

    private final AwsEmulators cloud = AwsEmulators.start(AwsEmulators.Options.inMemory());
    private final FaultTally tally;
    private final FaultyProxy table;
    private final FaultyProxy queues;
    private final FaultyProxy store;
    private final FaultyProxy api;
    private final List<FaultyProxy> fallible;
    private final AwsClients functionsClients;
    private final AwsLocalBoard board;
    private final ApiFront truth;
    private final AwsAgentClients agentClients;

    /** @param writes whether the functions' own calls of DynamoDB fail too */
    Surroundings(Random random, boolean writes, FaultTally tally) {
        this.tally = tally;
        AwsEndpoints all = cloud.endpoints();
        table = new FaultyProxy("table", all.dynamoDb(), THROTTLED_TABLE, random.nextLong(), tally);
        queues = new FaultyProxy("queues", all.sqs(), THROTTLED_QUEUE, random.nextLong(), tally);
        store = new FaultyProxy("store", all.dynamoDb(), THROTTLED_CAPACITY, random.nextLong(), tally);
        functionsClients = AwsClients.of(new AwsEndpoints(store.endpoint(), all.sqs(), all.sns()));
        board = AwsLocalBoard.start(
                functionsClients,
                TABLE,
                TABLE,
                0,
                Clock.systemUTC(),
                s -> s.withLease(LEASE, GRACE).withSpread(Duration.ofMillis(200)));
        api = new FaultyProxy("api", board.endpoint(), BUSY_API, random.nextLong(), tally);
        AwsClients direct = cloud.clients();
        truth = ApiFront.start(
                ApiFront.Options.at(0),
                Clock.systemUTC(),
                AwsBoard.wire(
                                direct.dynamoDb(),
                                direct.sns(),
                                direct.sqs(),
                                BoardSettings.defaults(TABLE, TABLE, "arn:aws:sns:us-east-1:000000000000:", "none"),
                                Clock.systemUTC())
                        .httpFunction());
        fallible = writes ? List.of(table, queues, api, store) : List.of(table, queues, api);
        agentClients = AwsAgentClients.connect(AwsEndpoints.REGION, table.endpoint(), queues.endpoint());
    }

    /** The API as agents and clients reach it. */
    URI faultyApi() {
        return api.endpoint();
    }

    /** The API of functions that nothing befalls, on the same table. */
    URI truth() {
        return truth.endpoint();
    }

    /** Options of an agent that lives here. */
    AgentOptions.Builder agent() {
        return AgentOptions.builder()
                .namespace(Ledger.NAMESPACE)
                .table(TABLE)
                .endpoint(api.endpoint())
                .clients(agentClients);
    }

    /** What tells the daemon where it lives. */
    List<String> daemonArguments() {
        return List.of(
                "--namespace",
                Ledger.NAMESPACE.text(),
                "--table",
                TABLE,
                "--region",
                AwsEndpoints.REGION,
                "--endpoint",
                api.endpoint().toString(),
                "--dynamodb-endpoint",
                table.endpoint().toString(),
                "--sqs-endpoint",
                queues.endpoint().toString());
    }

    /** Everything fails in some way or other, or not at all. */
    void storm(Random random) {
        fallible.forEach(p -> p.set(weather(random)));
        cloud.sns().faults().set(new DeliveryFaults.Chaos(random.nextLong(), 0.2, 0.2, 0.3, Duration.ofMillis(300)));
    }

    /** One of the services begins to fail in another way. */
    void turn(Random random) {
        fallible.get(random.nextInt(fallible.size())).set(weather(random));
    }

    /** Nothing fails any more. */
    void calm() {
        cloud.sns().faults().set(DeliveryFaults.Chaos.NONE);
        fallible.forEach(p -> p.set(FaultyProxy.Weather.FAIR));
    }

    private static FaultyProxy.Weather weather(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> FaultyProxy.Weather.throttling(0.5);
            case 1 -> FaultyProxy.Weather.losing(0.3);
            case 2 -> FaultyProxy.Weather.garbling(0.3);
            case 3 -> FaultyProxy.Weather.holding(0.3, 100 + random.nextInt(1400));
            case 4 -> FaultyProxy.Weather.DOWN;
            default -> FaultyProxy.Weather.FAIR;
        };
    }

    void deleteQueue(Random random) {
        List<String> urls = agentsQueues();
        if (!urls.isEmpty()) {
            cloud.clients().sqs().deleteQueue(r -> r.queueUrl(urls.get(random.nextInt(urls.size()))));
            tally.add(Fault.DISTURB);
        }
    }

    List<String> agentsQueues() {
        return List.copyOf(cloud.clients()
                .sqs()
                .listQueues(r -> r.queueNamePrefix(TABLE + "-"))
                .queueUrls());
    }

    /** Puts into a queue what looks like a notice at its beginning, or does not. */
    void garbleNotice(Random random) {
        List<String> urls = agentsQueues();
        if (!urls.isEmpty()) {
            String notice =
                    "{\"namespace\":\"" + Ledger.NAMESPACE + "\",\"epoch\":\"x\",\"revision\":9,\"changeSet\":{}}";
            String cut = notice.substring(0, 1 + random.nextInt(notice.length()));
            cloud.clients()
                    .sqs()
                    .sendMessage(r ->
                            r.queueUrl(urls.get(random.nextInt(urls.size()))).messageBody(cut));
            tally.add(Fault.CORRUPT);
        }
    }

    void unsubscribe(Random random) {
        var all = cloud.clients().sns().listSubscriptions().subscriptions();
        if (!all.isEmpty()) {
            String one = all.get(random.nextInt(all.size())).subscriptionArn();
            cloud.clients().sns().unsubscribe(r -> r.subscriptionArn(one));
            tally.add(Fault.DISTURB);
        }
    }

    /** Removes what the dead have left; true once nothing of them is there. */
    boolean swept() {
        board.functions().sweepFunction().handleRequest(null, null);
        return agentsQueues().isEmpty()
                && cloud.clients().sns().listSubscriptions().subscriptions().isEmpty();
    }

    /** What befell notices so far; all other faults are counted where they are made. */
    DeliveryFaults.Counts notices() {
        return cloud.sns().faults().counts();
    }

    @Override
    public void close() {
        agentClients.close();
        api.close();
        truth.close();
        board.close();
        functionsClients.close();
        store.close();
        queues.close();
        table.close();
        cloud.close();
    }
}
