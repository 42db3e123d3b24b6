package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The board's items (design, section 3). Every read is consistent unless it says otherwise. Thread-safe.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store cannot be asked; {@link #commit} answers instead,
 * because there the difference matters.
 */
public interface BoardStore {

    /** How a commit went. */
    enum CommitResult {
        /** It is in the log. */
        COMMITTED,
        /** A condition did not hold, or another commit was in the way: nothing of it was written. */
        LOST,
        /** The store had no capacity: nothing of it was written by this call. */
        THROTTLED,
        /** No answer, or one that does not tell: it is in the log, or will be, or never will. */
        UNKNOWN
    }

    /**
     * A run of parameters in the order of names.
     *
     * @param parameters current states, tombstones included
     * @param more whether others follow
     */
    record Run(List<Parameter> parameters, boolean more) {}

    /**
     * A run of a parameter's history.
     *
     * @param versions the newest first, tombstones included
     * @param labels all labels of the parameter
     * @param more whether older ones follow
     */
    record HistoryRun(List<Parameter> versions, Labels labels, boolean more) {}

    /**
     * A run of the change log.
     *
     * @param head the head, read with or after the entries; null where nothing was ever written
     * @param changeSets in revision order
     */
    record LogRun(@Nullable Head head, List<ChangeSet> changeSets) {}

    /** What a commit must know. The items are read one by one: see {@link BoardState#torn}. */
    BoardState read(StateQuery query);

    /**
     * What {@link #read} would find if nobody wrote to the namespace since this process did and nothing that is asked for were there; empty where that is
     * not likely. It is a guess: whoever plans on it relies on the conditions of the commit.
     */
    default Optional<BoardState> guess(StateQuery query) {
        return Optional.empty();
    }

    /** Commits all of it or nothing, in one transaction. */
    CommitResult commit(Commit commit);

    /**
     * Keeps the answer to a request that changed nothing.
     *
     * @return false if an answer that has not expired at {@code now} is kept under this key already
     */
    boolean remember(IdempotencyKey key, StoredAnswer answer, long now);

    /** The newest state of a namespace. */
    Optional<Head> head(Namespace namespace);

    /** The change set that made this revision, unless the log's retention took it. */
    Optional<ChangeSet> changeSet(Namespace namespace, long revision);

    /**
     * The change sets after a revision.
     *
     * @param limit the most entries to answer
     * @param bytes after this many bytes of JSON no further entry is added; the first one always is
     */
    LogRun log(Namespace namespace, long after, int limit, long bytes);

    /**
     * The parameters below a prefix as they are now.
     *
     * @param after the last name of the run before; null for the first run
     * @param limit the most parameters to answer
     * @param bytes after this many bytes of JSON no further parameter is added; the first one always is
     */
    Run walk(Prefix prefix, @Nullable ParameterName after, int limit, long bytes);

    /**
     * The current states, tombstones included, of those of these parameters that exist, in no order.
     *
     * @param names at most {@value dev.noticeboard.schemas.name.Limits#NAMES}
     * @param consistent whether a commit that was answered before must show; otherwise it may be a second late
     */
    List<Parameter> current(Collection<ParameterName> names, boolean consistent);

    /**
     * Those of these versions that the history holds, in no order.
     *
     * @param versions any number of them
     */
    List<Parameter> versions(Collection<NamedVersion> versions);

    /**
     * Versions of a parameter, the newest first.
     *
     * @param before only versions less than this; {@link Long#MAX_VALUE} for all
     * @param limit the most versions to answer
     * @param bytes after this many bytes of JSON no further version is added; the first one always is
     */
    HistoryRun history(ParameterName name, long before, int limit, long bytes);

    /** A parameter's labels. */
    Labels labels(ParameterName name);

    /** All schemas of a namespace, in the order of prefixes. */
    List<BoundSchema> schemas(Namespace namespace);

    /**
     * The namespaces that were ever written to, in the order of their names; may be a second late.
     *
     * @param after only those after this text; null for the first
     * @param limit the most to answer
     */
    List<Namespace> namespaces(@Nullable String after, int limit);
}
