package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the upkeep needs of the board's items beside {@link dev.noticeboard.functions.store.BoardStore}. Every method may be
 * repeated. All throw {@link dev.noticeboard.functions.store.StoreUnavailableException} when the store cannot be asked.
 * Thread-safe.
 */
public interface UpkeepStore {

    /**
     * An entry of the index of what is due.
     *
     * @param at when the next policy of the parameter's newest version comes due, in whole seconds, rounded down
     */
    record DueParameter(ParameterName name, Instant at) {}

    /** The namespaces there are. */
    List<Namespace> namespaces();

    /**
     * The parameters of which something is due, by time. The index may be a moment behind: see {@link #dueStill}.
     *
     * @param after the entry to begin after, even if it is there no more; null for the first
     * @param limit the most entries to answer, 1 or more
     */
    List<DueParameter> due(Instant now, @Nullable DueParameter after, int limit);

    /** The parameter, read consistently, if the entry of the index still holds. */
    Optional<Parameter> dueStill(DueParameter due);

    /**
     * Moves an entry of the index, if it still holds and the parameter still has this version.
     *
     * @param next when something is due next, rounded down to whole seconds; null for never
     * @return false if it does not hold any more; nothing was written then
     */
    boolean postpone(DueParameter due, long version, @Nullable Instant next);

    /**
     * Drops versions from a parameter's history. Each transaction holds only while the labels are as they were seen, so
     * that no version is dropped to which a label moved.
     *
     * @param labels as they were read when the versions were chosen
     * @return false if the labels changed; some of the versions may have been dropped before
     */
    boolean drop(ParameterName name, Collection<Long> versions, Labels labels);
}
