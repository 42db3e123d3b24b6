package dev.noticeboard.cli.flags;

import dev.noticeboard.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A document of flags: its text, and what that says.
 *
 * @param text as the board has it
 * @param document the same, read
 */
record FlagText(String text, JsonNode document) {
    private static final String FLAGS = "flags";
    private static final String METADATA = "metadata";
    private static final String BUCKETING = "bucketing";
    /** The only bucketing that this version knows, and what a document means that names none. */
    private static final String FLAGD_V2 = "flagd-v2";

    /** @throws dev.noticeboard.schemas.json.MalformedException if it is no JSON */
    static FlagText of(String text) {
        return new FlagText(text, Json.tree(text));
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        document.path(FLAGS).properties().forEach(e -> keys.add(e.getKey()));
        return keys;
    }

    /** The definition of a flag. */
    Optional<JsonNode> flag(String key) {
        JsonNode flag = document.path(FLAGS).path(key);
        return flag.isObject() ? Optional.of(flag) : Optional.empty();
    }

    /** Whether {@code fractional} shares in a flag of it as this version does. */
    boolean sharesAsWeDo(String key) {
        return isKnown(document) && isKnown(document.path(FLAGS).path(key));
    }

    private static boolean isKnown(JsonNode of) {
        JsonNode named = of.path(METADATA).path(BUCKETING);
        return named.isMissingNode() || FLAGD_V2.equals(named.asString(""));
    }

    /** With a field of a flag as given. */
    FlagText with(String key, String field, Object value) {
        return of(JsonEdit.set(text, List.of(FLAGS, key), field, value));
    }

    /** With other weights of a flag's two-way split, which must be there. */
    FlagText with(String key, Split split) {
        List<JsonSpot> entries = JsonSpot.of(text)
                .at(List.of(FLAGS, key, "targeting", "fractional"))
                .map(JsonSpot::elements)
                .orElseThrow();
        int size = entries.size();
        // The last one first: what comes before it stays where it was.
        String second = JsonEdit.set(text, entries.get(size - 1).elements().get(1), split.secondWeight());
        return of(JsonEdit.set(second, entries.get(size - 2).elements().get(1), split.firstWeight()));
    }

    /** With the name of the bucketing that its shares are meant for. */
    FlagText withBucketing() {
        if (!document.path(METADATA).path(BUCKETING).isMissingNode()) {
            return this;
        }
        return of(
                document.path(METADATA).isObject()
                        ? JsonEdit.set(text, List.of(METADATA), BUCKETING, FLAGD_V2)
                        : JsonEdit.set(text, List.of(), METADATA, Map.of(BUCKETING, FLAGD_V2)));
    }

    /** Without the text, which is a value. */
    @Override
    public String toString() {
        return keys().size() + " flags";
    }
}
