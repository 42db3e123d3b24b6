package dev.noticeboard.schemas.board;

/**
 * A JSON Schema (draft 2020-12) that holds for every parameter below a prefix.
 *
 * @param prefix the prefix's text
 * @param revision the revision at which it was bound
 * @param schema the schema's own JSON text
 */
public record BoundSchema(String prefix, long revision, String schema) {
    /**
     * Stands for a prefix where the schema holds for the namespace as a whole: for one JSON object with a property for
     * each live parameter, named by its path in the namespace. No name has this character.
     */
    public static final String RULES = "*";
}
