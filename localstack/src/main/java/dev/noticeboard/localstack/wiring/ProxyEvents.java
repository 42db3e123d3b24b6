package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Builds the proxy event of a REST API from an HTTP request, as API Gateway does: absent parts are null. */
final class ProxyEvents {
    private static final String STAGE = "local";
    /** A percent sign without its two digits. */
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final String userArn;
    private final String callerId;
    private final Clock clock;

    ProxyEvents(String userArn, String callerId, Clock clock) {
        this.userArn = userArn;
        this.callerId = callerId;
        this.clock = clock;
    }

    /** @throws HttpException.RuntimeException if the query's percent-encoding is broken */
    APIGatewayProxyRequestEvent of(Request request, byte[] body, String requestId) {
        String path = request.getHttpURI().getPath();
        var event = new APIGatewayProxyRequestEvent();
        event.setResource("/{proxy+}");
        event.setPath(path);
        event.setPathParameters(Map.of("proxy", path.startsWith("/") ? path.substring(1) : path));
        event.setHttpMethod(request.getMethod());
        Map<String, List<String>> headers = headers(request);
        event.setMultiValueHeaders(headers);
        event.setHeaders(lastOf(headers));
        Map<String, List<String>> query = query(request);
        event.setMultiValueQueryStringParameters(query);
        event.setQueryStringParameters(query == null ? null : lastOf(query));
        event.setRequestContext(context(request, path, requestId));
        String text = utf8(body);
        event.setIsBase64Encoded(text == null);
        if (body.length > 0) {
            event.setBody(text == null ? Base64.getEncoder().encodeToString(body) : text);
        }
        return event;
    }

    private static Map<String, List<String>> headers(Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName(), n -> new ArrayList<>()).add(String.valueOf(field.getValue()));
        }
        return headers;
    }

    private static @Nullable Map<String, List<String>> query(Request request) {
        String raw = request.getHttpURI().getQuery();
        if (raw != null && BROKEN.matcher(raw).find()) {
            throw new HttpException.RuntimeException(
                    HttpStatus.BAD_REQUEST_400, "the query has a broken percent-encoding");
        }
        Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        Map<String, List<String>> query = new LinkedHashMap<>();
        fields.forEach(f -> query.put(f.getName(), List.copyOf(f.getValues())));
        return query.isEmpty() ? null : query;
    }

    private static Map<String, String> lastOf(Map<String, List<String>> values) {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
        return last;
    }

    private ProxyRequestContext context(Request request, String path, String requestId) {
        var identity = new RequestIdentity();
        identity.setUserArn(userArn);
        identity.setCaller(callerId);
        identity.setUser(callerId);
        identity.setAccountId(AwsEndpoints.ACCOUNT);
        identity.setSourceIp(Request.getRemoteAddr(request));
        identity.setUserAgent(request.getHeaders().get("User-Agent"));
        var context = new ProxyRequestContext();
        context.setAccountId(AwsEndpoints.ACCOUNT);
        context.setApiId(STAGE);
        context.setStage(STAGE);
        context.setRequestId(requestId);
        context.setRequestTimeEpoch(clock.millis());
        context.setHttpMethod(request.getMethod());
        context.setPath("/" + STAGE + path);
        context.setResourcePath("/{proxy+}");
        context.setProtocol(request.getConnectionMetaData().getProtocol());
        context.setIdentity(identity);
        return context;
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
