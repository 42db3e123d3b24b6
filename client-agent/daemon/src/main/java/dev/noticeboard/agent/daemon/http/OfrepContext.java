package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagValues;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The context in the body of an OFREP request. An empty body, no context and no targeting key are good, as flagd has it: flags need
 * not ask for any. Values are as {@link FlagValues} has them.
 */
final class OfrepContext {

    /** @throws Refused as NOT_JSON if the body is no JSON object, or its context none */
    static FlagContext read(byte[] body) {
        JsonNode request = tree(body);
        if (request == null || request.isNull()) {
            return FlagContext.EMPTY;
        }
        if (!request.isObject()) {
            throw invalid("The body is no JSON object. Send {\"context\": {…}}.");
        }
        JsonNode context = request.path("context");
        if (context.isMissingNode() || context.isNull()) {
            return FlagContext.EMPTY;
        }
        if (!context.isObject()) {
            throw invalid("context: is no JSON object. Send {\"context\": {\"targetingKey\": \"…\"}}.");
        }
        try {
            return FlagContext.of(FlagValues.object(context));
        } catch (IllegalArgumentException e) {
            throw invalid("context: " + e.getMessage() + ".");
        }
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.isBlank() ? null : Json.tree(text);
        } catch (CharacterCodingException e) {
            throw invalid("The body is not in UTF-8.");
        } catch (MalformedException e) {
            throw invalid(e.field() + ": " + e.getMessage());
        }
    }

    private static Refused invalid(String message) {
        return new Refused(Refused.Kind.NOT_JSON, message);
    }

    private OfrepContext() {}
}
