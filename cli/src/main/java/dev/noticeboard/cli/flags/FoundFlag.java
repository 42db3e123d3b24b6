package dev.noticeboard.cli.flags;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A flag, and where it stands.
 *
 * @param parameter the parameter that holds it, as it was read
 * @param text the parameter's value
 * @param key the flag's key
 * @param definition what the value says of it
 */
public record FoundFlag(Parameter parameter, FlagText text, String key, JsonNode definition) {
    static final String STATE = "state";
    static final String VARIANTS = "variants";
    static final String DEFAULT_VARIANT = "defaultVariant";
    static final String TARGETING = "targeting";

    /** The flag of this key, if the parameter holds flags and it is one of them. */
    static Optional<FoundFlag> in(Parameter parameter, String key) {
        return text(parameter).flatMap(text -> text.flag(key).map(d -> new FoundFlag(parameter, text, key, d)));
    }

    /** All flags of a parameter, in the order of its text. */
    static List<FoundFlag> all(Parameter parameter) {
        List<FoundFlag> all = new ArrayList<>();
        text(parameter)
                .ifPresent(text -> text.keys()
                        .forEach(
                                key -> text.flag(key).ifPresent(d -> all.add(new FoundFlag(parameter, text, key, d)))));
        return all;
    }

    private static Optional<FlagText> text(Parameter parameter) {
        String value = parameter.value();
        if (parameter.dataType() != DataType.FLAGS || value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(FlagText.of(value));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** {@code ENABLED} or {@code DISABLED}; empty where it is broken. */
    public String state() {
        return definition.path(STATE).asString("");
    }

    /** The value of its parameter with another state of it. */
    public String withState(String state) {
        return text.with(key, STATE, state).text();
    }

    /** The variant that holds where no rule chooses; empty where the application's own default does. */
    public String defaultVariant() {
        return definition.path(DEFAULT_VARIANT).asString("");
    }

    /** The names of its variants. */
    List<String> variants() {
        List<String> variants = new ArrayList<>();
        definition.path(VARIANTS).properties().forEach(e -> variants.add(e.getKey()));
        return variants;
    }

    /** The rule; missing, null or empty if there is none. */
    JsonNode targeting() {
        return definition.path(TARGETING);
    }

    /** Whether a rule chooses. */
    boolean targeted() {
        JsonNode targeting = targeting();
        return !targeting.isMissingNode() && !targeting.isNull() && !(targeting.isObject() && targeting.isEmpty());
    }

    /** Whether a rollout of its parameter exposes another version to some hosts. */
    public boolean underRollout() {
        Parameter.Staged staged = parameter.staged();
        return staged != null && staged.stage() == Parameter.Stage.CANDIDATE;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return key + " in " + parameter.name();
    }
}
