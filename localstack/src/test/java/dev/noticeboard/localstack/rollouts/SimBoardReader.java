package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.agent.sync.BoardReader;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The board that commits write, as agents read it: one for the whole fleet. For one thread. */
final class SimBoardReader implements BoardReader {
    private final FakeBoardStore board;
    private final List<ParameterName> names;

    /** @param names of all parameters there ever are */
    SimBoardReader(FakeBoardStore board, List<ParameterName> names) {
        this.board = board;
        this.names = List.copyOf(names);
    }

    @Override
    public LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent) {
        Optional<Head> head = board.head(namespace);
        long newest = head.map(Head::revision).orElse(0L);
        List<ChangeSet> entries = new ArrayList<>();
        for (long revision = afterRevision + 1; revision <= newest; revision++) {
            board.changeSet(namespace, revision).ifPresent(entries::add);
        }
        return new LogAnswer(entries, head.orElse(null));
    }

    @Override
    public Optional<Head> readHead(Namespace namespace) {
        return board.head(namespace);
    }

    @Override
    public List<Parameter> readAll(Namespace namespace) {
        return board.current(names, true);
    }

    @Override
    public List<Rollout> readRollouts(Namespace namespace) {
        return board.rollouts(namespace).values().stream().filter(Rollout::open).toList();
    }

    @Override
    public List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys) {
        return board.versions(
                keys.stream().map(k -> new NamedVersion(k.name(), k.version())).toList());
    }
}
