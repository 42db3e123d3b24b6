package dev.noticeboard.flags;

import dev.noticeboard.flags.rules.Logic;
import dev.noticeboard.flags.rules.RuleException;
import dev.noticeboard.schemas.flags.Bucketing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One flagd document, read. A flag that is wrong becomes one that fails with {@link ErrorCode#PARSE_ERROR}.
 *
 * @param metadata the document's own, which each of its flags has too
 */
record CompiledDocument(Map<String, Flag> flags, Map<String, Object> metadata, List<String> problems) {
    static CompiledDocument read(JsonNode document) {
        Map<String, Object> metadata = scalars(document.path("metadata"), Map.of());
        String foreign = Bucketing.FLAGD_V2.equals(metadata.getOrDefault(Bucketing.FIELD, Bucketing.FLAGD_V2))
                ? null
                : "its document names a bucketing that this version does not know; nobody is put into other buckets than it means";
        Logic logic = new Logic(document.path("$evaluators"));
        Map<String, Flag> flags = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : document.path("flags").properties()) {
            String key = entry.getKey();
            Map<String, Object> own = scalars(entry.getValue().path("metadata"), metadata);
            Flag flag;
            try {
                flag = foreign == null ? flag(key, entry.getValue(), logic, own) : Flag.broken(key, foreign, own);
            } catch (RuleException | IllegalArgumentException e) {
                flag = Flag.broken(key, "flag " + key + ": " + e.getMessage(), own);
            }
            flag.broken().ifPresent(problems::add);
            flags.put(key, flag);
        }
        return new CompiledDocument(flags, metadata, problems);
    }

    private static Flag flag(String key, JsonNode node, Logic logic, Map<String, Object> metadata) {
        String state = node.path("state").asString("");
        if (state.equals("DISABLED")) {
            return Flag.fixed(new Evaluation.CodeDefault(key, Reason.DISABLED, metadata));
        }
        if (!state.equals("ENABLED")) {
            throw new RuleException("its state is neither ENABLED nor DISABLED");
        }
        Map<String, Object> variants = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> variant : node.path("variants").properties()) {
            Object value = FlagValues.of(variant.getValue());
            if (value != null) {
                variants.put(variant.getKey(), value);
            }
        }
        String named = node.path("defaultVariant").asString("");
        String defaultVariant = named.isEmpty() ? null : named;
        JsonNode targeting = node.path("targeting");
        if (targeting.isMissingNode() || targeting.isNull() || (targeting.isObject() && targeting.isEmpty())) {
            return Flag.fixed(Flag.otherwise(key, variants, defaultVariant, Reason.STATIC, metadata));
        }
        return Flag.targeted(key, variants, defaultVariant, logic.of(targeting), metadata);
    }

    /** Text, booleans and numbers in range of a node, above those of another. */
    private static Map<String, Object> scalars(JsonNode node, Map<String, Object> below) {
        Map<String, Object> scalars = new LinkedHashMap<>(below);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            boolean endless =
                    value.isNumber() && Double.isInfinite(value.decimalValue().doubleValue());
            Object scalar = value.isValueNode() && !endless ? FlagValues.of(value) : null;
            if (scalar != null) {
                scalars.put(entry.getKey(), scalar);
            }
        }
        return Collections.unmodifiableMap(scalars);
    }
}
