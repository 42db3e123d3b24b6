package dev.noticeboard.agent.daemon.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the local HTTP is served. Immutable.
 *
 * @param address the address to listen on: a loopback one, or, with a token in every request, any other
 * @param port 1 to 65535, or 0 for a free one
 * @param socket a Unix socket to listen on instead of an address; at most 107 bytes long (Linux, unix(7))
 * @param token what callers must send; may be absent on a Unix socket only, which its mode protects
 * @param connections how many connections are served at once, 1 to 10,000; to more, the answer is 429
 * @param requestBytes bytes of request line and headers together, 1 KiB to 64 KiB; more is refused (414, 431)
 * @param bodyBytes bytes of a request's body, 1 KiB to 1 MiB; more is refused (413)
 * @param tokenHeaders the headers that may carry the token, beside {@code Authorization: Bearer}
 * @param region the region in the ARNs that the SSM routes answer and accept
 * @param account the account in the ARNs that the SSM routes answer and accept, 12 digits
 */
public record LocalHttpOptions(
        InetAddress address,
        int port,
        @Nullable Path socket,
        @Nullable Token token,
        int connections,
        int requestBytes,
        int bodyBytes,
        List<String> tokenHeaders,
        String region,
        String account) {
    /** The port of the AWS Parameters and Secrets Lambda Extension, so that code written for it finds us. */
    public static final int PORT = 2773;
    /** As many as the AWS Secrets Manager Agent serves by default. */
    public static final int CONNECTIONS = 800;
    /** Room for AWS_SESSION_TOKEN and a signature, each well under 2 KiB as of today, and for a name percent-encoded. */
    public static final int REQUEST_BYTES = 16 * 1024;
    /** Room for GetParameters' ten names of 2,048 characters, each written with escapes. */
    public static final int BODY_BYTES = 64 * 1024;
    /** Ours, and that of AWS's extension. */
    public static final List<String> TOKEN_HEADERS = List.of("X-Noticeboard-Token", "X-Aws-Parameters-Secrets-Token");
    /** Where nothing names a region. */
    public static final String REGION = "us-east-1";
    /** The account that emulators use: it names none. */
    public static final String NO_ACCOUNT = "000000000000";

    /** @throws IllegalArgumentException if one is out of range, or a token is missing where there must be one */
    public LocalHttpOptions {
        tokenHeaders = List.copyOf(tokenHeaders);
        range("port", port, 0, 65535);
        range("connections", connections, 1, 10_000);
        range("requestBytes", requestBytes, 1024, 64 * 1024);
        range("bodyBytes", bodyBytes, 1024, 1024 * 1024);
        if (token == null && socket == null) {
            throw new IllegalArgumentException(
                    "token: is required on a port. Give a token file, or listen on a Unix socket.");
        }
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("account: is not 12 digits. Give the AWS account's number.");
        }
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("region: is not a region's name. Give for example eu-central-1.");
        }
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    option + ": " + value + " is out of range. Give " + least + " to " + most + ".");
        }
    }

    /** Port 2773 on 127.0.0.1 with this token, all else at its default. */
    public static LocalHttpOptions on(Token token) {
        return new LocalHttpOptions(
                loopback(),
                PORT,
                null,
                token,
                CONNECTIONS,
                REQUEST_BYTES,
                BODY_BYTES,
                TOKEN_HEADERS,
                REGION,
                NO_ACCOUNT);
    }

    /** A Unix socket without a token, all else at its default. Who may connect is what the socket's mode, 0660, says. */
    public static LocalHttpOptions onSocket(Path socket) {
        return new LocalHttpOptions(
                loopback(), 0, socket, null, CONNECTIONS, REQUEST_BYTES, BODY_BYTES, TOKEN_HEADERS, REGION, NO_ACCOUNT);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** These options with another port. */
    public LocalHttpOptions withPort(int other) {
        return new LocalHttpOptions(
                address, other, socket, token, connections, requestBytes, bodyBytes, tokenHeaders, region, account);
    }

    /** These options with another address. */
    public LocalHttpOptions withAddress(InetAddress other) {
        return new LocalHttpOptions(
                other, port, socket, token, connections, requestBytes, bodyBytes, tokenHeaders, region, account);
    }

    /** These options with a token, which a Unix socket then asks for too. */
    public LocalHttpOptions withToken(Token other) {
        return new LocalHttpOptions(
                address, port, socket, other, connections, requestBytes, bodyBytes, tokenHeaders, region, account);
    }

    /** These options with another limit of connections. */
    public LocalHttpOptions withConnections(int other) {
        return new LocalHttpOptions(
                address, port, socket, token, other, requestBytes, bodyBytes, tokenHeaders, region, account);
    }

    /** These options with the region and account of the ARNs. */
    public LocalHttpOptions withArn(String otherRegion, String otherAccount) {
        return new LocalHttpOptions(
                address,
                port,
                socket,
                token,
                connections,
                requestBytes,
                bodyBytes,
                tokenHeaders,
                otherRegion,
                otherAccount);
    }

    /** Whether only processes of this host can connect. */
    boolean local() {
        return socket != null || address.isLoopbackAddress();
    }
}
