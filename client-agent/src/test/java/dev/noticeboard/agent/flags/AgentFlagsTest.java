package dev.noticeboard.agent.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** design.md section 4.3: an application never sees part of a change set, of flags neither. */
@Timeout(60)
class AgentFlagsTest {
    private final LockedReader board = new LockedReader(new SimBoard());
    private final ParameterAgent agent = start();
    private final AgentFlags flags = new AgentFlags(agent);

    private ParameterAgent start() {
        board.commit(Map.of("flags", document("a", "1"), "flags-more", document("b", "1"), "port", "1"));
        return ParameterAgent.start(AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(board)
                .onDemand(Duration.ZERO)
                .build());
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private static String document(String key, String variant) {
        return "{\"flags\":{\"" + key + "\":{\"state\":\"ENABLED\",\"variants\":{\"1\":\"one\",\"2\":\"two\"},"
                + "\"defaultVariant\":\"" + variant + "\"}}}";
    }

    private FlagSet set() {
        return flags.set().orElseThrow();
    }

    private String variant(String key) {
        return assertInstanceOf(Evaluation.Resolved.class, set().evaluate(key, FlagContext.EMPTY))
                .variant();
    }

    @Test
    void set_isOfAllParametersOfTheType() {
        assertEquals(Set.of("a", "b"), set().keys());
        assertEquals("1", variant("a"));
    }

    @Test
    void set_whenAFlagChanges_isCompiledAnew() {
        FlagSet before = set();
        board.commit("flags", document("a", "2"));
        agent.refreshNow();
        assertNotSame(before, set());
        assertEquals("2", variant("a"));
        assertEquals("1", variant("b"));
    }

    @Test
    void set_whenOnlyOtherParametersChange_isTheSame() {
        FlagSet before = set();
        board.commit("port", "2");
        agent.refreshNow();
        assertSame(before, set());
    }

    @Test
    void listen_isToldOfChangesThatTouchFlagsOnly() {
        List<Long> told = new ArrayList<>();
        flags.listen(change -> told.add(change.toRevision()));
        board.commit("port", "2");
        agent.refreshNow();
        board.commit("flags", null);
        agent.refreshNow();
        assertEquals(List.of(3L), told);
        assertEquals(Set.of("b"), set().keys());
    }
}
