package dev.noticeboard.agent.daemon.http;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who is answered. This keeps out web pages (which can send no header of their own to another origin, and reach this one
 * under another host's name at most), servers that were tricked into a request, and proxies. It is no authentication:
 * whoever may read the token's file, or sends any signature on SSM's route from this host, is let in. Thread-safe.
 */
final class Access {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final String BEARER = "Bearer ";

    private final LocalHttpOptions options;

    Access(LocalHttpOptions options) {
        this.options = options;
    }

    /** Refuses what came by a proxy, or to another host's name. */
    void checkOrigin(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains("X-Forwarded-For") || headers.contains(HttpHeader.FORWARDED)) {
            throw new Refused(
                    Refused.Kind.FORBIDDEN,
                    "The request came by a proxy (X-Forwarded-For). Ask the agent from its own host, directly.");
        }
        if (options.socket() == null && options.local() && !loopbackName(Request.getServerName(request))) {
            throw new Refused(
                    Refused.Kind.FORBIDDEN,
                    "The Host header names another host. Ask for localhost, 127.0.0.1 or [::1].");
        }
    }

    private static boolean loopbackName(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.equals("::1")
                        || LOOPBACK_V4.matcher(host).matches());
    }

    /**
     * Refuses a request without the token.
     *
     * @param others headers of the route's own that may carry it as well
     */
    void checkToken(HttpFields headers, String... others) {
        Token token = options.token();
        if (token == null) {
            return;
        }
        boolean sent = false;
        for (String name : Stream.concat(options.tokenHeaders().stream(), Stream.of(others))
                .toList()) {
            String value = headers.get(name);
            sent |= value != null;
            if (token.matches(value)) {
                return;
            }
        }
        Optional<String> bearer = Optional.ofNullable(headers.get(HttpHeader.AUTHORIZATION))
                .filter(a -> a.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(a -> a.substring(BEARER.length()).strip());
        if (bearer.isPresent() && token.matches(bearer.get())) {
            return;
        }
        if (sent || bearer.isPresent()) {
            throw new Refused(
                    Refused.Kind.WRONG_TOKEN,
                    "The token is not the agent's. Read it again from the agent's token file.");
        }
        throw new Refused(
                Refused.Kind.NO_TOKEN,
                "The request has no token. Send it in the header "
                        + options.tokenHeaders().get(0) + " or as Authorization: Bearer.");
    }

    /** As {@link #checkToken}; from this host a SigV4 signature stands for the token. */
    void checkSignatureOrToken(HttpFields headers) {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (!(authorization != null && isSignature(authorization) && options.local())) {
            checkToken(headers);
        }
    }

    /** SigV4's form (AWS, "Signature Version 4"), or its asymmetric sibling's. Not verified: see above. */
    private static boolean isSignature(String authorization) {
        return authorization.startsWith("AWS4-")
                && authorization.contains("Credential=")
                && authorization.contains("Signature=");
    }
}
