package dev.noticeboard.schemas.board;

/**
 * A JSON Schema (draft 2020-12) that holds for every parameter below a prefix.
 *
 * @param prefix the prefix's text
 * @param revision the revision at which it was bound
 * @param schema the schema's own JSON text
 */
public record BoundSchema(String prefix, long revision, String schema) {}
