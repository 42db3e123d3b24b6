package dev.noticeboard.schemas.board;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;

/**
 * The newest state of a namespace, which every commit moves by one and every poll of an agent reads.
 *
 * @param namespace whose head
 * @param epoch a random name, given when the head was made and renewed after a restore from backup
 * @param revision the newest committed revision; 1 or more, since the first change set makes the head
 * @param schemas the revision at which the schema of each prefix was bound. A commit is conditional on the head, so
 *     a writer that validated with exactly these bindings cannot have missed one
 */
public record Head(Namespace namespace, String epoch, long revision, Map<String, Long> schemas) {

    public Head {
        schemas = Map.copyOf(schemas);
    }
}
