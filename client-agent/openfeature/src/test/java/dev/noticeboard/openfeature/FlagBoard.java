package dev.noticeboard.openfeature;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.agent.simulation.LockedReader;
import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated board {@code /sim/prod}, whose parameters named {@code flags…} are of the type {@code flags}. */
final class FlagBoard implements BoardReader {
    private final LockedReader inner = new LockedReader(new SimBoard());

    /** Writes a parameter. */
    void put(String name, String text) {
        inner.commit(name, text);
    }

    /** Writes several as one change set; a null deletes. */
    void put(Map<String, String> texts) {
        inner.commit(texts);
    }

    /** Whether it cannot be reached. */
    void down(boolean value) {
        inner.down.set(value);
    }

    /** An agent of it that polls, and starts whatever there is. */
    AgentOptions.Builder options() {
        return AgentOptions.builder()
                .namespace(SimBoard.NAMESPACE)
                .agentId("host-1")
                .boardReader(this)
                .globalMetrics(false)
                .pollInterval(Duration.ofMillis(100))
                .whenNothingToServe(WhenNothingToServe.RETURN)
                .startTimeout(Duration.ofSeconds(10));
    }

    private static DataType type(ParameterName name) {
        String text = name.text();
        return text.substring(text.lastIndexOf('/') + 1).startsWith("flags") ? DataType.FLAGS : DataType.TEXT;
    }

    private static Change typed(Change change) {
        return change instanceof Change.Put p
                ? new Change.Put(p.name(), p.version(), p.type(), type(p.name()), p.value())
                : change;
    }

    private static ChangeSet typed(ChangeSet c) {
        List<Change> changes = c.changes().stream().map(FlagBoard::typed).toList();
        return new ChangeSet(
                c.namespace(),
                c.epoch(),
                c.revision(),
                c.id(),
                c.at(),
                c.by(),
                c.why(),
                c.inline(),
                c.spreadMillis(),
                changes);
    }

    private static List<Parameter> typed(List<Parameter> all) {
        return all.stream()
                .map(p -> new Parameter(
                        p.name(), p.version(), p.revision(), p.type(), type(p.name()), p.value(), p.at(), p.by()))
                .toList();
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        LogAnswer answer = inner.readLog(namespace, afterRevision, consistent);
        return new LogAnswer(answer.entries().stream().map(FlagBoard::typed).toList(), answer.head());
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return inner.readHead(namespace);
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return typed(inner.readAll(namespace));
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return inner.readRollouts(namespace);
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        return typed(inner.readVersions(namespace, keys));
    }
}
