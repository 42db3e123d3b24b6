package dev.noticeboard.agent;

import dev.noticeboard.agent.snapshot.ParameterReads;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One parameter, of which the caller is still to say what type it has. Immutable; make a handle once and keep it.
 *
 * <p>A handle also says how the parameter's value must read on this host, for as long as the agent runs: a later change to a value
 * that cannot be read so is vetoed by the agent, as by a guard ({@link Guard}). What is served when the handle is made is not judged.
 */
public final class ParameterHandle {
    private final String name;
    private final ParameterAgent agent;

    ParameterHandle(String name, ParameterAgent agent) {
        this.name = name;
        this.agent = agent;
    }

    /** The value's text. */
    public Handle<String> asText() {
        return handle(ParameterReads::get);
    }

    /** A whole number of 32 bits. */
    public Handle<Integer> asInteger() {
        return handle("integer", ParameterReads::getInteger);
    }

    /** A whole number of 64 bits. */
    public Handle<Long> asLong() {
        return handle("long", ParameterReads::getLong);
    }

    /** A finite IEEE 754 double. */
    public Handle<Double> asDouble() {
        return handle("double", ParameterReads::getDouble);
    }

    /** {@code true} or {@code false}. */
    public Handle<Boolean> asBoolean() {
        return handle("boolean", ParameterReads::getBoolean);
    }

    /** The values between the commas, as Parameter Store's {@code StringList} has them. */
    public Handle<List<String>> asList() {
        return handle(ParameterReads::getList);
    }

    /** A JSON tree (RFC 8259), which callers must not change. */
    public Handle<JsonNode> asJson() {
        return handle("JSON", ParameterReads::getJson);
    }

    /** JSON as a record or bean, unknown fields left out. */
    public <T> Handle<T> asJson(Class<T> type) {
        return handle("JSON for " + type.getName(), (from, n) -> from.getJson(n, type));
    }

    /**
     * What a function makes of the text. It is called once for each value, or a few times where several threads meet a new
     * value at once; and once before a value is served, in a thread of the agent's, within the guards' time limit.
     *
     * @param kind what the text must be, for the error: "an ISO 8601 duration". Of two functions of one kind the later judges changes
     * @param parser throws on other texts, whatever it likes; its exception is not shown, since it may quote the value
     */
    public <T> Handle<T> as(String kind, Function<String, T> parser) {
        return handle(kind, (from, n) -> from.getAs(n, kind, parser));
    }

    private <T> Handle<T> handle(String kind, Handle.Parser<T> parser) {
        agent.readings().add(name, kind, parser);
        return handle(parser);
    }

    /** Of a kind that every text is. */
    private <T> Handle<T> handle(Handle.Parser<T> parser) {
        return new Handle<>(name, agent::served, parser, () -> new MissingParameterException(name, agent.status()));
    }

    @Override
    public String toString() {
        return name;
    }
}
