package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A board that somebody attacks, and what came of it. */
final class Attacked {
    private final Scenario scenario;
    private final SeededBoard board = new SeededBoard();
    private final Map<String, String> before;
    private final List<String> leaks = new ArrayList<>();

    Attacked(Scenario scenario) {
        this.scenario = scenario;
        this.before = board.state(scenario.fixed(), !scenario.administrator());
    }

    /** Sends what got past IAM. */
    void send(Request attack) {
        APIGatewayProxyResponseEvent answer = board.send(attack);
        SeededBoard.leaks(answer, scenario.secret()).forEach(name -> leaks.add(name + " by " + attack));
        if (answer.getStatusCode() >= 500) {
            leaks.add(answer.getStatusCode() + " by " + attack);
        }
    }

    /** Nothing that is fixed has changed, and no answer held a value that is secret. */
    void assertUntouched() {
        assertEquals(List.of(), leaks);
        assertEquals(before, board.state(scenario.fixed(), !scenario.administrator()));
    }
}
