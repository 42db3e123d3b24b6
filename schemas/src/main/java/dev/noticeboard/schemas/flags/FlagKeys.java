package dev.noticeboard.schemas.flags;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The keys of the flags that a document defines. */
public final class FlagKeys {
    /**
     * The keys in the document's order; none where the text is no such document, since {@link FlagCheck} is what complains.
     *
     * @param text the document, as a parameter holds it
     */
    public static Set<String> of(String text) {
        JsonNode root;
        try {
            root = Json.tree(text);
        } catch (MalformedException notADocument) {
            return Set.of();
        }
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(FlagDocument.of(root).flags().keySet()));
    }

    private FlagKeys() {}
}
