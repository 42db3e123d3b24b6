package dev.noticeboard.localstack.roles;

import static dev.noticeboard.localstack.roles.RecordedBoard.HOST;
import static dev.noticeboard.localstack.roles.RecordedBoard.OTHER;

import dev.noticeboard.cdk.Handler;
import dev.noticeboard.functions.fleet.DynamoDbLeases;
import dev.noticeboard.functions.fleet.Lease;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;

/** Agents come, stay, are taken over, leave, and are swept away with whatever a crash left behind. */
final class FleetScenario {
    private static final Namespace NAMESPACE = new Namespace("/roles/fleet");

    private final RecordedBoard board;
    private final Calling api;
    /** Of nobody's recorded clients: it does what a crash does. */
    private final DynamoDbLeases leases;

    FleetScenario(RecordedBoard board) {
        this.board = board;
        this.api = new Calling(board, NAMESPACE);
        this.leases = new DynamoDbLeases(board.clients().dynamoDb(), Deployment.NAME);
    }

    /** All that the agents' function does. */
    void agents() {
        register("host-1");
        api.put("a", Map.of("value", "1"));
        register("host-1");
        api.done("PUT", "agents/host-1", Map.of("newQueue", true, "hostTags", Map.of("ring", "canary")));
        api.done("GET", "agents", "");
        api.done("GET", "agents/host-1", "");
        api.must(404, HOST, "GET", "agents/nobody", "");
        api.done("GET", "convergence", "");
        api.must(409, OTHER, "PUT", "agents/host-1", "");
        api.must(409, OTHER, "DELETE", "agents/host-1", "");
        register("unfinished");
        crash("unfinished");
        register("unfinished");
        crash("unfinished");
        leave("unfinished");
        leave("host-1");
        leave("host-1");
        register("taken-over");
        board.clock().skip(Duration.ofMinutes(16));
        api.must(200, OTHER, "PUT", "agents/taken-over", "");
    }

    /** All that the sweeper does: it counts who lives, then there is nobody. */
    void sweep() {
        register("live");
        register("expired");
        register("unfinished");
        register("lost");
        board.tick(Handler.SWEEP);
        crash("unfinished");
        leases.remove(lease("lost"));
        board.clock().skip(Duration.ofHours(1));
        board.tick(Handler.SWEEP);
    }

    private void register(String agent) {
        api.done("PUT", "agents/" + agent, "");
    }

    private void leave(String agent) {
        api.must(204, HOST, "DELETE", "agents/" + agent, "");
    }

    private Lease lease(String agent) {
        return leases.find(NAMESPACE, agent).orElseThrow();
    }

    /** As a function that ended between the making of a queue and the noting of it. */
    private void crash(String agent) {
        Lease made = lease(agent);
        leases.save(new Lease(
                NAMESPACE,
                agent,
                made.version() + 1,
                made.identity(),
                made.hostTags(),
                made.queueName(),
                null,
                made.sender(),
                made.expiresAt()));
    }
}
