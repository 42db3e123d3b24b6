package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.api.Answer;
import dev.noticeboard.functions.api.Call;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.api.Path;
import java.util.Set;

/** The routes about the fleet: {@code …/agents} and {@code …/convergence}. Thread-safe. */
public final class FleetEndpoint implements Endpoint {
    private static final String AGENTS = "agents";
    private static final String CONVERGENCE = "convergence";
    /** The collections of a namespace that this endpoint answers for. */
    public static final Set<String> COLLECTIONS = Set.of(AGENTS, CONVERGENCE);

    private final AgentsEndpoint agents;
    private final ConvergenceEndpoint convergence;

    /** The endpoint over the two. */
    public FleetEndpoint(AgentsEndpoint agents, ConvergenceEndpoint convergence) {
        this.agents = agents;
        this.convergence = convergence;
    }

    /** Whether a raw path is one of this endpoint's, as API Gateway's routes decide it. */
    public static boolean takes(String path) {
        String[] segments = path.split("/", 6);
        return segments.length > 4 && COLLECTIONS.contains(segments[4]);
    }

    @Override
    public Answer answer(Call call) {
        Path path = Path.of(call.path());
        return path.collection().equals(CONVERGENCE) ? convergence.answer(call, path) : agents.answer(call, path);
    }
}
