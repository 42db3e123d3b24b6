package dev.noticeboard.localstack.roles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.cdk.Handler;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.contract.ApiDocument;
import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.functions.operations.Client;
import dev.noticeboard.functions.operations.EpochOperations;
import dev.noticeboard.functions.operations.HistoryOperations;
import dev.noticeboard.functions.operations.ParameterOperations;
import dev.noticeboard.functions.operations.RolloutOperations;
import dev.noticeboard.functions.operations.SchemaOperations;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation and every scenario of every function, on the embedded emulators, with the calls of each function recorded; at the end the calls are
 * compared with the roles of the synthesized template. The parts run in their order, and the comparison means nothing without the parts before it.
 */
@DisplayName("each function may do what it does, and nothing else")
@EmbeddedOnly("it records the calls of functions on emulators of its own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@Timeout(180)
class RolesIT {
    private RecordedBoard board;

    @BeforeAll
    void start() {
        CompletableFuture<Map<String, Object>> template = CompletableFuture.supplyAsync(Deployment::synthesized);
        board = new RecordedBoard(template::join);
    }

    @AfterAll
    void stop() {
        if (board != null) {
            board.close();
        }
    }

    private Client client() {
        return new Client(this::send);
    }

    private Exchange.Answer send(Exchange.Request request) {
        APIGatewayProxyResponseEvent answer = board.send(
                RecordedBoard.HOST,
                Calls.event(request.method(), request.path(), request.body().isEmpty() ? null : request.body())
                        .withQueryStringParameters(request.query())
                        .withHeaders(request.headers()));
        return new Exchange.Answer(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
    }

    @Nested
    @Order(1)
    class Parameters extends ParameterOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    @Order(2)
    class History extends HistoryOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    @Order(3)
    class Schemas extends SchemaOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    @Order(4)
    class Rollouts extends RolloutOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    @Nested
    @Order(5)
    class Epochs extends EpochOperations {
        @Override
        protected Client newClient() {
            return client();
        }
    }

    /** What the operations do not lead to: the other functions, and what of the API only they need. */
    @Nested
    @Order(6)
    class Scenarios {
        @Test
        void namespaces_whenListed() {
            assertEquals(
                    200,
                    board.send(RecordedBoard.HOST, Calls.event("GET", "/namespaces", null))
                            .getStatusCode());
        }

        @Test
        void publishing_fromStreamAndRetryQueue() {
            new PublishScenario(board).run();
        }

        @Test
        void rollouts_goodAndBad() {
            new RolloutScenario(board).run();
        }

        @Test
        void policiesAndRetention_whenDue() {
            UpkeepScenario upkeep = new UpkeepScenario(board);
            upkeep.policies();
            upkeep.retention();
        }

        @Test
        void resourcesOfStacks_livingAndDying() {
            new StacksScenario(board).run();
        }

        @Test
        void agents_comingAndGoing() {
            FleetScenario fleet = new FleetScenario(board);
            fleet.agents();
            fleet.sweep();
        }
    }

    @Nested
    @Order(Integer.MAX_VALUE)
    class Compared {
        @Test
        void record_ofAllFunctions_holdsEveryOperationOfTheContract() {
            Set<String> missed = new TreeSet<>();
            ApiDocument.shared().operations().forEach(o -> missed.add(o.id()));
            missed.removeAll(board.operations());
            assertEquals(Set.of(), missed, "operations that nothing above calls");
        }

        @Test
        void record_ofAllFunctions_holdsEveryMethodOfAnAdapterThatCalls() {
            Set<String> missed = AdapterCalls.all();
            for (Handler handler : Handler.values()) {
                missed.removeAll(board.recorder(handler).adapters());
            }
            assertEquals(Set.of(), missed, "methods that nothing above calls");
        }

        @ParameterizedTest
        @EnumSource(Handler.class)
        void role_ofAFunction_allowsWhatItCalledAndNothingElse(Handler handler) {
            Deployment.Deployed deployed = board.deployed(handler);
            List<String> findings = RoleComparison.findings(
                    handler.id(),
                    deployed.role(),
                    board.recorder(handler).calls(),
                    LambdasOwn.of(handler, deployed, board.tableKey()));
            assertEquals("", String.join("\n", findings));
        }
    }
}
