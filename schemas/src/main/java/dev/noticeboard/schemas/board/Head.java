package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of a namespace, which every commit moves by one and every poll of an agent reads.
 *
 * @param namespace whose head
 * @param epoch a random name, given when the head was made and renewed after a restore from backup
 * @param revision the newest committed revision; 1 or more, since the first change set makes the head
 * @param schemas the revision at which the schema of each prefix was bound. A commit is conditional on the head, so
 *     a writer that validated with exactly these bindings cannot have missed one
 * @param settings the namespace's settings; absent for the defaults
 * @param settingsRevision the revision at which the settings were set; 0 if never
 * @param table the name of the table that it was written to: in another one it is a copy, as after a restore from a backup. Absent
 *     where the writer did not know, as older ones did not
 * @param rollouts the ids of the open rollouts, in the order of their starts
 */
public record Head(
        Namespace namespace,
        String epoch,
        long revision,
        Map<String, Long> schemas,
        @Nullable Settings settings,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long settingsRevision,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rollouts,
        @Nullable String table) {

    @JsonCreator
    // Rollouts are absent in items of older writers, and where there are none.
    public Head {
        schemas = Map.copyOf(schemas);
        rollouts = rollouts == null ? List.of() : List.copyOf(rollouts);
    }

    /** A head that does not say in which table it lies. */
    public Head(
            Namespace namespace,
            String epoch,
            long revision,
            Map<String, Long> schemas,
            @Nullable Settings settings,
            long settingsRevision,
            List<String> rollouts) {
        this(namespace, epoch, revision, schemas, settings, settingsRevision, rollouts, null);
    }

    /** A head without open rollouts. */
    public Head(
            Namespace namespace,
            String epoch,
            long revision,
            Map<String, Long> schemas,
            @Nullable Settings settings,
            long settingsRevision) {
        this(namespace, epoch, revision, schemas, settings, settingsRevision, List.of());
    }

    /** A head with the default settings. */
    public Head(Namespace namespace, String epoch, long revision, Map<String, Long> schemas) {
        this(namespace, epoch, revision, schemas, null, 0);
    }

    /** Whether it was written to another table than this one, whose copy of it it then is. */
    public boolean copiedInto(@Nullable String name) {
        return table != null && name != null && !table.equals(name);
    }

    /** The settings that hold. */
    public Settings settingsInForce() {
        return settings == null ? Settings.DEFAULTS : settings;
    }
}
