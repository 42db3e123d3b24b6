package dev.noticeboard.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.StoreUnavailableException;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between API Gateway's proxy events (REST API, payload version 1.0) and an {@link Endpoint}. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String ANONYMOUS = "anonymous";

    private Gateway() {}

    /** Answers an event; never throws for what a caller sent or the store did. */
    public static APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Endpoint endpoint) {
        try {
            return response(endpoint.answer(call(event)));
        } catch (ProblemException e) {
            return problem(e);
        } catch (MalformedException e) {
            return problem(Problems.malformedBody(e));
        } catch (StoreUnavailableException e) {
            LogEvent.STORE_UNAVAILABLE.in(LOG.atWarn()).log("request {}: {}", requestId(event), Faults.describe(e));
            return problem(Problems.busy(e));
        } catch (RuntimeException e) {
            String id = requestId(event);
            LogEvent.REQUEST_FAILED.in(LOG.atError()).log("request {} failed: {}", id, Faults.describe(e));
            return problem(Problems.internal(id));
        }
    }

    private static Call call(APIGatewayProxyRequestEvent event) {
        Map<String, String> headers = new HashMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(
                event.getHttpMethod(),
                event.getPath(),
                orEmpty(event.getQueryStringParameters()),
                headers,
                body(event),
                principal(event),
                callerId(event));
    }

    private static @Nullable String callerId(APIGatewayProxyRequestEvent event) {
        RequestIdentity identity = identity(event);
        return identity == null ? null : identity.getCaller();
    }

    private static @Nullable RequestIdentity identity(APIGatewayProxyRequestEvent event) {
        return event.getRequestContext() == null
                ? null
                : event.getRequestContext().getIdentity();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        String body = event.getBody();
        if (body == null) {
            return "";
        }
        if (!Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            // At least as many bytes as characters: most oversized bodies need not be encoded to be refused.
            if (body.length() > Limits.BODY_BYTES || body.getBytes(StandardCharsets.UTF_8).length > Limits.BODY_BYTES) {
                throw Problems.bodyTooLarge(Limits.BODY_BYTES);
            }
            return body;
        }
        // Base64 writes three bytes as four characters.
        if (body.length() / 4L * 3 > Limits.BODY_BYTES + 3) {
            throw Problems.bodyTooLarge(Limits.BODY_BYTES);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            if (bytes.length > Limits.BODY_BYTES) {
                throw Problems.bodyTooLarge(Limits.BODY_BYTES);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problems.notUtf8();
        } catch (IllegalArgumentException e) {
            throw Problems.malformedBody(new MalformedException("body", "is not well-formed base64"));
        }
    }

    private static String principal(APIGatewayProxyRequestEvent event) {
        RequestIdentity identity = identity(event);
        if (identity == null) {
            return ANONYMOUS;
        }
        if (identity.getUserArn() != null) {
            return identity.getUserArn();
        }
        return identity.getCaller() == null ? ANONYMOUS : identity.getCaller();
    }

    private static String requestId(APIGatewayProxyRequestEvent event) {
        return event.getRequestContext() == null
                ? "unknown"
                : String.valueOf(event.getRequestContext().getRequestId());
    }

    private static APIGatewayProxyResponseEvent problem(ProblemException e) {
        return event(e.problem().status(), e.headers(), Problem.MEDIA_TYPE, Json.write(e.problem()));
    }

    private static APIGatewayProxyResponseEvent response(Answer answer) {
        return answer.body() == null
                ? event(answer.status(), answer.headers(), null, "")
                : event(answer.status(), answer.headers(), "application/json", Json.write(answer.body()));
    }

    private static APIGatewayProxyResponseEvent event(
            int status, Map<String, String> headers, @Nullable String mediaType, String body) {
        Map<String, String> all = new HashMap<>(headers);
        if (mediaType != null) {
            all.put("Content-Type", mediaType);
        }
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false);
    }
}
