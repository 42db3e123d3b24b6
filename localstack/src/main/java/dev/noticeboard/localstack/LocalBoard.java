package dev.noticeboard.localstack;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The embedded default: emulators and functions in this process, ready for agents. */
public final class LocalBoard implements AutoCloseable {
    /** The table's name, as an agent's default has it. */
    public static final String TABLE = "noticeboard";

    private static final String PREFIX = "noticeboard";

    /**
     * What to start.
     *
     * @param port the API's port, 1 to 65535, or 0 for a free one
     * @param emulators what lies beneath
     */
    public record Options(int port, AwsEmulators.Options emulators) {
        /** Free ports, everything in memory. */
        public static Options inMemory() {
            return new Options(0, AwsEmulators.Options.inMemory());
        }

        /** Free ports, tables kept in a folder. */
        public static Options in(Path folder) {
            return new Options(0, AwsEmulators.Options.in(folder));
        }
    }

    private final AwsEmulators emulators;
    private final AwsLocalBoard board;
    private final AwsAgentClients agentClients;

    private LocalBoard(AwsEmulators emulators, AwsLocalBoard board, AwsAgentClients agentClients) {
        this.emulators = emulators;
        this.board = board;
        this.agentClients = agentClients;
    }

    /**
     * Starts it all.
     *
     * @throws java.io.UncheckedIOException if a port is taken or the folder cannot be used; nothing runs then
     */
    public static LocalBoard start(Options options) {
        AwsEmulators emulators = AwsEmulators.start(options.emulators());
        try {
            AwsLocalBoard board = AwsLocalBoard.start(
                    emulators.clients(), TABLE, PREFIX, options.port(), Clock.systemUTC(), UnaryOperator.identity());
            AwsEndpoints endpoints = emulators.endpoints();
            return new LocalBoard(
                    emulators,
                    board,
                    AwsAgentClients.connect(AwsEndpoints.REGION, endpoints.dynamoDb(), endpoints.sqs()));
        } catch (RuntimeException e) {
            emulators.close();
            throw e;
        }
    }

    /** Where the API listens. */
    public URI endpoint() {
        return board.endpoint();
    }

    /** What lies beneath. */
    public AwsEmulators emulators() {
        return emulators;
    }

    /** The functions and what calls them. */
    public AwsLocalBoard board() {
        return board;
    }

    /** Options of an agent that runs here; all such agents share their AWS clients. */
    public AgentOptions.Builder agent(Namespace namespace) {
        return AgentOptions.builder()
                .namespace(namespace)
                .table(TABLE)
                .region(AwsEndpoints.REGION)
                .endpoint(endpoint())
                .clients(agentClients);
    }

    /** Loses all that is published to this agent's queue from now on. */
    public void cutPush(Namespace namespace, String agentId) {
        emulators.sns().faults().cut(queueOf(namespace, agentId));
    }

    /** Ends a {@link #cutPush}; what was lost stays lost. */
    public void restorePush(Namespace namespace, String agentId) {
        emulators.sns().faults().restore(queueOf(namespace, agentId));
    }

    /** The URL of an agent's queue: its registration is renewed, which answers with it. */
    public String queueOf(Namespace namespace, String agentId) {
        return SigV4ApiClient.of(endpoint())
                .send("PUT", "/namespaces/" + namespace.toPath() + "/agents/" + agentId, Map.of(), "{}")
                .as(Registration.class)
                .queueUrl();
    }

    /** Stops it all. Idempotent. */
    @Override
    public void close() {
        board.close();
        agentClients.close();
        emulators.close();
    }
}
