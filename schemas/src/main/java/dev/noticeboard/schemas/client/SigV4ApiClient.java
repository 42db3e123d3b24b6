package dev.noticeboard.schemas.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Calls the API. Requests to a loopback address go unsigned; all others are signed with SigV4 for
 * {@code execute-api}, with credentials and region from the SDK's default chains (the region from the host's name where it
 * tells). Thread-safe.
 */
public final class SigV4ApiClient {
    /** API Gateway's longest integration time is 29 s; a little more, so that its own answer arrives first. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(35);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern GATEWAY_HOST = Pattern.compile("\\.execute-api\\.([a-z0-9-]+)\\.");
    /** Headers that {@link HttpClient} sets itself. */
    private static final Set<String> RESTRICTED = Set.of("host", "content-length", "connection", "expect");

    private final URI endpoint;
    private final @Nullable AwsCredentialsProvider credentials;
    private final String region;
    private final HttpClient http;

    private SigV4ApiClient(URI endpoint, @Nullable AwsCredentialsProvider credentials, String region) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** A client for this endpoint, signing unless it is local. */
    public static SigV4ApiClient of(URI endpoint) {
        if (isLoopback(endpoint)) {
            return new SigV4ApiClient(endpoint, null, "");
        }
        return signing(endpoint, DefaultCredentialsProvider.builder().build());
    }

    /** A client that signs with these credentials, wherever the endpoint is. */
    public static SigV4ApiClient signing(URI endpoint, AwsCredentialsProvider credentials) {
        Matcher gateway = GATEWAY_HOST.matcher(String.valueOf(endpoint.getHost()));
        String region = gateway.find()
                ? gateway.group(1)
                : DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        return new SigV4ApiClient(endpoint, credentials, region);
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Sends a request without headers of its own. */
    public ApiAnswer send(String method, String path, Map<String, String> query, @Nullable String body) {
        return send(method, path, query, Map.of(), body);
    }

    /**
     * Sends one request; repeats nothing.
     *
     * @param path under the endpoint, beginning with a slash, already made of plain path segments
     * @throws ApiUnreachableException if no answer came
     */
    public ApiAnswer send(
            String method, String path, Map<String, String> query, Map<String, String> headers, @Nullable String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create(endpoint.toString().replaceAll("/+$", "") + path));
        new TreeMap<>(query).forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        if (body != null) {
            request.putHeader("Content-Type", "application/json");
        }
        SdkHttpRequest ready = sign(request.build(), bytes);
        HttpRequest.Builder http = HttpRequest.newBuilder(ready.getUri())
                .timeout(REQUEST_TIMEOUT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes));
        ready.forEachHeader((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(v -> http.header(name, v));
            }
        });
        return exchange(http.build());
    }

    private SdkHttpRequest sign(SdkHttpRequest request, byte[] body) {
        AwsCredentialsProvider signer = credentials;
        if (signer == null) {
            return request;
        }
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(signer.resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
    }

    private ApiAnswer exchange(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new ApiAnswer(answer.statusCode(), answer.body(), retryAfter(answer));
        } catch (IOException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            throw new ApiUnreachableException(endpoint + " did not answer: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiUnreachableException("interrupted while waiting for " + endpoint, e);
        }
    }

    /** Seconds (RFC 9110, section 10.2.3); its other form, a date, is not what the board sends. */
    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }
}
