package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The Java records of the API and the contract's schemas have the same fields. A schema is named as its record, a nested one
 * with the outer name before it.
 */
class RecordsTest {
    private final JsonNode schemas =
            ApiDocument.shared().root().path("components").path("schemas");

    private static String schemaName(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : schemaName(outer) + type.getSimpleName();
    }

    private static Set<String> fields(Class<?> record) {
        Set<String> fields = new TreeSet<>();
        for (RecordComponent c : record.getRecordComponents()) {
            JsonProperty named = c.getAccessor().getAnnotation(JsonProperty.class);
            fields.add(named == null || named.value().isEmpty() ? c.getName() : named.value());
        }
        for (Class<?> above : record.getInterfaces()) {
            for (Class<?> c = above; c != null; c = c.getInterfaces().length == 0 ? null : c.getInterfaces()[0]) {
                JsonTypeInfo kind = c.getAnnotation(JsonTypeInfo.class);
                if (kind != null) {
                    fields.add(kind.property());
                }
            }
        }
        return fields;
    }

    @Test
    void records_whenComparedWithTheContract_haveTheSameFields() throws Exception {
        Map<String, Set<String>> java = new TreeMap<>();
        for (Class<?> type : ApiTypes.all()) {
            if (type.isRecord()) {
                java.put(schemaName(type), fields(type));
            }
        }
        Map<String, Set<String>> described = new TreeMap<>();
        schemas.properties().stream()
                .filter(e -> e.getValue().has("properties"))
                .forEach(e -> described.put(
                        e.getKey(),
                        new TreeSet<>(e.getValue().path("properties").propertyNames())));
        assertEquals(java.keySet(), described.keySet());
        java.forEach((name, fields) -> assertEquals(fields, described.get(name), name));
        assertTrue(java.size() > 25, "the records are found");
    }

    @Test
    void enums_whenComparedWithTheContract_haveTheSameValues() throws Exception {
        for (Class<?> type : ApiTypes.all()) {
            if (type.isEnum()) {
                Set<String> values = new TreeSet<>();
                for (Field field : type.getFields()) {
                    if (field.isEnumConstant()) {
                        values.add(field.getAnnotation(JsonProperty.class).value());
                    }
                }
                Set<String> described = new TreeSet<>();
                schemas.path(schemaName(type)).path("enum").forEach(v -> described.add(v.asString()));
                assertEquals(values, described, type.getSimpleName());
            }
        }
    }
}
