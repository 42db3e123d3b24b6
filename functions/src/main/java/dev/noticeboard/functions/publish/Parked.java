package dev.noticeboard.functions.publish;

import dev.noticeboard.schemas.name.Namespace;

/**
 * A publication that failed. Lambda's own on-failure record holds no item, hence this.
 *
 * @param namespace of which namespace
 * @param revision which revision; a re-drive publishes the newest, which includes it
 */
public record Parked(Namespace namespace, long revision) {}
