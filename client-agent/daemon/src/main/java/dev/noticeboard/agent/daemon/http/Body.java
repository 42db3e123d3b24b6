package dev.noticeboard.agent.daemon.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body without holding a thread while it comes. A body that nobody wants is heard out as well, up to a
 * bound: a connection that is closed while its caller still sends takes the answer with it (RFC 9112, section 9.6).
 */
final class Body implements Runnable {
    /** What is heard of a refused body, in bytes: 16 times what is accepted by default. Who sends more may lose the answer. */
    static final int HEARD_BYTES = 1024 * 1024;

    private final Request request;
    private final int kept;
    private final int heard;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte @Nullable []> end = new CompletableFuture<>();
    private long seen;

    private Body(Request request, int kept, int heard) {
        this.request = request;
        this.kept = kept;
        this.heard = heard;
    }

    /** The body, or a failure with {@link Refused} if it has more bytes or is not whole. */
    static CompletableFuture<byte[]> read(Request request, int most) {
        if (request.getLength() > most) {
            throw tooLarge(most);
        }
        Body body = new Body(request, most, most);
        body.run();
        return body.end.thenApply(read -> {
            if (read != null) {
                return read;
            }
            throw body.seen > most ? tooLarge(most) : new Refused(Refused.Kind.MALFORMED, "The body is not whole.");
        });
    }

    private static Refused tooLarge(int most) {
        return new Refused(Refused.Kind.TOO_LARGE, "The body has more than " + most + " bytes. Send less at a time.");
    }

    /** Lets what is left of the body pass by. Never fails; the answer says whether its end was heard. */
    static CompletableFuture<Boolean> hearOut(Request request) {
        // Who expects a word before sending (RFC 9110, section 10.1.1) sends nothing if the answer comes instead.
        if (request.getLength() > HEARD_BYTES || request.getHeaders().contains("Expect")) {
            return CompletableFuture.completedFuture(false);
        }
        Body body = new Body(request, 0, HEARD_BYTES);
        body.run();
        return body.end.thenApply(read -> read != null);
    }

    /** Reads what is there, and is called again when there is more. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end.complete(null);
                return;
            }
            take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (seen > heard || last) {
                end.complete(seen > heard ? null : bytes.toByteArray());
                return;
            }
        }
    }

    private void take(ByteBuffer more) {
        seen += more.remaining();
        if (seen <= kept) {
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }
    }
}
