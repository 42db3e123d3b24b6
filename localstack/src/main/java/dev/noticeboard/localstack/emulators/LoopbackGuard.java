package dev.noticeboard.localstack.emulators;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a web page open on this machine could send to a server that asks for no password: requests for another
 * host's name (DNS rebinding) and requests from another origin (Fetch standard, the {@code Origin} header).
 */
final class LoopbackGuard extends Handler.Wrapper {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    LoopbackGuard(Handler guarded) {
        super(guarded);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (isLocal(Request.getServerName(request)) && (origin == null || isLocal(hostOf(origin)))) {
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.FORBIDDEN_403);
        Content.Sink.write(
                response,
                true,
                StandardCharsets.UTF_8.encode("This server answers to localhost and 127.0.0.1 only.\n"));
        callback.succeeded();
        return true;
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL.contains(host);
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException opaque) {
            return null;
        }
    }
}
