package dev.noticeboard.agent.daemon.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every request arrives: refuses what none may ask, finds the route, and writes its answer or its refusal in the
 * manner that the route's callers know. Thread-safe.
 */
final class Front extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final ConnectionLimit limit;
    private final Access access;
    private final Routes routes;
    private final HttpMeters meters;

    Front(ConnectionLimit limit, Access access, Routes routes, HttpMeters meters) {
        this.limit = limit;
        this.access = access;
        this.routes = routes;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long began = System.nanoTime();
        Routes.Match match = routes.match(request.getHttpURI().getPath());
        boolean served = limit.serves(request.getConnectionMetaData().getConnection());
        CompletableFuture<Answer> answer;
        try {
            answer = answer(request, match, served);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        // Nobody waits for this future: what fails in it is told to the callback.
        CompletableFuture<?> unused = answer.thenApply(given -> served ? given : last(given))
                .exceptionallyCompose(failure -> Body.hearOut(request).thenApply(whole -> {
                    Answer refusal = refusal(failure, match);
                    return served && whole ? refusal : last(refusal);
                }))
                .thenAccept(toSend -> {
                    meters.answered(match.name(), toSend.status(), System.nanoTime() - began);
                    toSend.write(response, callback);
                })
                .exceptionally(e -> {
                    callback.failed(e);
                    return null;
                });
        return true;
    }

    /** The connection ends with this answer. */
    private static Answer last(Answer answer) {
        return answer.with(HttpHeader.CONNECTION.asString(), "close");
    }

    private CompletableFuture<Answer> answer(Request request, Routes.Match match, boolean served) {
        if (match.manner() != Routes.Manner.OPEN) {
            if (!served) {
                throw new Refused(
                        Refused.Kind.BUSY, "The agent serves as many connections as it may. Close some, or ask later.");
            }
            access.checkOrigin(request);
        }
        match.checkMethod(request.getMethod());
        switch (match.manner()) {
            case OPEN -> {}
            case OURS, EXTENSION -> access.checkToken(request.getHeaders());
            case SSM -> access.checkSignatureOrToken(request.getHeaders());
            case OFREP -> access.checkToken(request.getHeaders(), OfrepRoute.API_KEY);
        }
        return match.route().answer(request);
    }

    private static Answer refusal(Throwable failure, Routes.Match match) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refused refused) {
            return match.refusal(refused);
        }
        // The message may hold a value; the class and the place do not.
        StackTraceElement[] trace = cause.getStackTrace();
        LOG.error(
                "a request of {} failed: {} at {}",
                match.name(),
                cause.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return match.failure();
    }
}
