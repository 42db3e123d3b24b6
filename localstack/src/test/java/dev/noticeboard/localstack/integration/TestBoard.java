package dev.noticeboard.localstack.integration;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ProblemText;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.localstack.AwsLocalBoard;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.testing.TestClock;
import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A board with a table of its own over a test's cloud. Removes at the end what it and its functions made. */
final class TestBoard implements AutoCloseable {
    private final TestCloud cloud;
    private final String table;
    private final String prefix;
    private final TestClock clock = new TestClock();
    private final AwsLocalBoard board;
    private final SigV4ApiClient client;
    private final BoardApi api;

    TestBoard(TestCloud cloud) {
        this(cloud, UnaryOperator.identity());
    }

    TestBoard(TestCloud cloud, UnaryOperator<BoardSettings> settings) {
        this(cloud, cloud.newName(), null, settings);
    }

    /** The same topics and queues over another table, as after a restore from a backup. */
    TestBoard(TestBoard before, String table) {
        this(before.cloud, table, before.prefix, UnaryOperator.identity());
    }

    private TestBoard(TestCloud cloud, String table, @Nullable String prefix, UnaryOperator<BoardSettings> settings) {
        this.cloud = cloud;
        this.table = table;
        this.prefix = prefix == null ? table : prefix;
        this.board = AwsLocalBoard.start(cloud.clients(), table, this.prefix, 0, clock, settings);
        this.client = SigV4ApiClient.of(board.endpoint());
        this.api = new BoardApi(client);
    }

    BoardApi api() {
        return api;
    }

    SigV4ApiClient client() {
        return client;
    }

    TestClock clock() {
        return clock;
    }

    AwsLocalBoard board() {
        return board;
    }

    TestCloud cloud() {
        return cloud;
    }

    String table() {
        return table;
    }

    private BoardNames names() {
        return new BoardNames(table, prefix);
    }

    String retryQueue() {
        return names().retryQueue();
    }

    String reportsQueue() {
        return names().reportsQueue();
    }

    CommitAnswer put(String name, String value) {
        return accepted(api.put(new ParameterName(name), PutRequest.of(value, null, null, null, null)));
    }

    CommitAnswer commit(String namespace, ChangeSetRequest.Item... items) {
        return accepted(api.commit(
                new Namespace(namespace),
                new ChangeSetRequest(List.of(items), null),
                UUID.randomUUID().toString()));
    }

    static <T> T accepted(Reply<T> reply) {
        return reply.fold(value -> value, refused -> {
            throw new AssertionError(String.join("; ", ProblemText.lines(refused)));
        });
    }

    /** An agent that is told of changes; polls seldom, so that what arrives early was pushed. */
    AgentOptions.Builder pushed(String namespace, String agentId) {
        return polling(namespace, agentId).endpoint(board.endpoint()).pollInterval(Duration.ofMinutes(10));
    }

    /** An agent that polls only. */
    AgentOptions.Builder polling(String namespace, String agentId) {
        return AgentOptions.builder()
                .namespace(new Namespace(namespace))
                .table(table)
                .region(AwsEndpoints.REGION)
                .clients(cloud.agentClients())
                .agentId(agentId)
                .removeLeaseOnClose(true);
    }

    /** An agent's queue, by renewing its lease. */
    String queueOf(String namespace, String agentId) {
        return client.send(
                        "PUT",
                        "/namespaces/" + new Namespace(namespace).toPath() + "/agents/" + agentId,
                        Map.of(),
                        "{}")
                .as(Registration.class)
                .queueUrl();
    }

    @Override
    public void close() {
        board.close();
        if (!cloud.tagsTables()) {
            cloud.clients().dynamoDb().deleteTable(r -> r.tableName(table));
        }
        new AwsRuns(cloud.clients()).removeBelow(cloud.run(), prefix);
    }

    /** Stops the functions; table and queues stay. */
    void stop() {
        board.close();
    }

    /** Removes the table only, where another board goes on with the queues. */
    void removeTable() {
        cloud.clients().dynamoDb().deleteTable(r -> r.tableName(table));
    }
}
