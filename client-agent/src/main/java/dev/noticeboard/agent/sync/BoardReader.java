package dev.noticeboard.agent.sync;

import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The board as an agent reads it. Every method throws {@link BoardReadException} if the read failed or what it read
 * is not well-formed, so that an answer is whole. Thread-safe.
 */
public interface BoardReader {

    /**
     * What the change log holds after a revision.
     *
     * @param entries in the order of revisions, all greater than the one asked for; there may be holes
     * @param head the namespace's head; absent if the answer did not hold it
     */
    record LogAnswer(List<ChangeSet> entries, @Nullable Head head) {
        public LogAnswer {
            entries = List.copyOf(entries);
        }
    }

    /** A version of a parameter. */
    record VersionKey(ParameterName name, long version) {}

    /**
     * Reads the change log after a revision, entries first, then the head.
     *
     * @param afterRevision 0 or more
     * @param consistent whether every commit answered before the call must be in it
     */
    LogAnswer readLog(Namespace namespace, long afterRevision, boolean consistent);

    /** The head, read consistently; empty if nothing was ever written there. */
    Optional<Head> readHead(Namespace namespace);

    /**
     * All parameters of the namespace, tombstones too, each read consistently. Commits made during the read may be in it in
     * part.
     */
    List<Parameter> readAll(Namespace namespace);

    /**
     * The rollouts of the namespace that are open (advancing or baking), each read consistently. Commits made during the read may be
     * in it in part.
     */
    List<Rollout> readRollouts(Namespace namespace);

    /**
     * Those of these versions that exist, in any order. What is missing was read consistently; what is there need not be, since a version's value
     * never changes. A read that fails in the middle may hand over in its {@link BoardReadException#found exception} what it has.
     */
    List<Parameter> readVersions(Namespace namespace, Collection<VersionKey> keys);
}
