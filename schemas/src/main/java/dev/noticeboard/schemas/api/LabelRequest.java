package dev.noticeboard.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT …/labels/{name}}.
 *
 * @param label the label to move
 * @param version where it is to stand; absent for the newest version
 * @param expectedVersion the version that it must stand at now, 0 for none; absent for any
 * @param why the reason, kept with the revision
 */
public record LabelRequest(
        String label,
        @Nullable Long version,
        @Nullable Long expectedVersion,
        @Nullable String why) {}
