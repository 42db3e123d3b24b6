package dev.noticeboard.schemas.api;

import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change sets after a revision, in order, without a gap.
 *
 * @param namespace whose log
 * @param epoch its epoch; absent before the first change
 * @param revision the newest revision of the namespace when it was read; may be beyond the last entry of the page
 * @param changeSets in revision order
 */
public record ChangesPage(Namespace namespace, @Nullable String epoch, long revision, List<ChangeSet> changeSets) {}
