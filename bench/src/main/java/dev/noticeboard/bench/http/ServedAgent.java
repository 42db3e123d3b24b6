package dev.noticeboard.bench.http;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgents;
import dev.noticeboard.agent.daemon.http.LocalHttp;
import dev.noticeboard.agent.daemon.http.LocalHttpOptions;
import dev.noticeboard.agent.daemon.http.Token;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.simulation.SimReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process of the agent's local HTTP, over a board in memory. */
final class ServedAgent {
    static final String TOKEN = "a-token-for-the-bench";
    private static final int PARAMETERS = 1000;

    private ServedAgent() {}

    /** Serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            values.put("group/p" + i, "value " + i);
        }
        SimBoard board = new SimBoard();
        board.commit(values, true, 0);
        try (ParameterAgents agents = ParameterAgents.start(List.of(AgentOptions.builder()
                        .namespace(SimBoard.NAMESPACE)
                        .agentId("bench")
                        .boardReader(new SimReader(board))
                        .onDemand(Duration.ofHours(1))
                        .build()));
                LocalHttp http =
                        LocalHttp.start(LocalHttpOptions.on(Token.of(TOKEN)).withPort(0), agents, Clock.systemUTC())) {
            ServerProcess.serveUntilInputEnds(http.endpoint().getPort());
        }
    }
}
