package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.ChangeSetRequest.Kind;
import dev.noticeboard.schemas.api.PutRequest;
import org.jspecify.annotations.Nullable;

/** Makes the changes of a change set that {@link Item} has no short way to make. */
public final class Items {
    /** A put of a parameter as the request has it, its reason aside. */
    public static Item put(String name, PutRequest put) {
        return new Item(
                Kind.PUT,
                name,
                put.value(),
                put.type(),
                put.dataType(),
                put.expectedVersion(),
                put.description(),
                put.tags(),
                put.allowedPattern(),
                put.policies(),
                null,
                null);
    }

    /** The same put, only if this is the version now. */
    public static Item expecting(Item put, long version) {
        return new Item(
                put.kind(),
                put.name(),
                put.value(),
                put.type(),
                put.dataType(),
                version,
                put.description(),
                put.tags(),
                put.allowedPattern(),
                put.policies(),
                put.label(),
                put.version());
    }

    /** A label; without a version it stands at the newest one after the change set. */
    public static Item label(String name, String label, @Nullable Long version) {
        return new Item(Kind.LABEL, name, null, null, null, null, null, null, null, null, label, version);
    }

    private Items() {}
}
