package dev.noticeboard.functions.validate;

import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A namespace as the one JSON object that its rules judge: a property for each live parameter, named by its path in it. */
public final class WholeNamespace {

    /** The object of these parameters, tombstones left out. */
    public static JsonNode of(Namespace namespace, Collection<Parameter> parameters) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (Parameter p : parameters) {
            String value = p.value();
            if (value != null) {
                whole.set(namespace.pathOf(p.name()), ValueRules.instance(new Typing(p.type(), p.dataType()), value));
            }
        }
        return whole;
    }

    /** The parameter that a JSON Pointer (RFC 6901) into the object leads to; null if to none. */
    static @Nullable ParameterName nameIn(Namespace namespace, String pointer) {
        if (!pointer.startsWith("/")) {
            return null;
        }
        int end = pointer.indexOf('/', 1);
        String key = pointer.substring(1, end < 0 ? pointer.length() : end)
                .replace("~1", "/")
                .replace("~0", "~");
        String text = namespace.nameAt(key);
        return ParameterName.check(text).isPresent() ? null : new ParameterName(text);
    }

    private WholeNamespace() {}
}
