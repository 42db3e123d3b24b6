package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A board of the simulation, whose parameters are text, with those of them that are called {@code flags…} as flags. */
final class FlagTyped implements BoardReader {
    private final BoardReader inner;

    FlagTyped(BoardReader inner) {
        this.inner = inner;
    }

    private static DataType type(ParameterName name, DataType otherwise) {
        return name.text().contains("/flags") ? DataType.FLAGS : otherwise;
    }

    private static Parameter typed(Parameter p) {
        return new Parameter(
                p.name(),
                p.version(),
                p.revision(),
                p.type(),
                type(p.name(), p.dataType()),
                p.value(),
                p.at(),
                p.by(),
                p.why(),
                p.description(),
                p.tags(),
                p.allowedPattern(),
                p.policies(),
                p.numbered(),
                p.staged());
    }

    private static Change typed(Change change) {
        return change instanceof Change.Put p
                ? new Change.Put(p.name(), p.version(), p.type(), type(p.name(), p.dataType()), p.value())
                : change;
    }

    private static ChangeSet typed(ChangeSet c) {
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
                c.restore(),
                c.trace(),
                c.changes().stream().map(FlagTyped::typed).toList());
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        LogAnswer answer = inner.readLog(namespace, afterRevision, consistent);
        return new LogAnswer(answer.entries().stream().map(FlagTyped::typed).toList(), answer.head());
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return inner.readHead(namespace);
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return inner.readAll(namespace).stream().map(FlagTyped::typed).toList();
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return inner.readRollouts(namespace);
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        return inner.readVersions(namespace, keys).stream()
                .map(FlagTyped::typed)
                .toList();
    }
}
