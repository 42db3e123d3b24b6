package dev.noticeboard.agent.daemon.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;

/** Answers the requests of one path. Thread-safe. */
interface Route {

    /**
     * Answers one, at once or later.
     *
     * @throws Refused if it cannot be answered; so may the future end
     */
    CompletableFuture<Answer> answer(Request request);

    /** One that answers at once. */
    interface Plain extends Route {
        Answer now(Request request);

        @Override
        default CompletableFuture<Answer> answer(Request request) {
            return CompletableFuture.completedFuture(now(request));
        }
    }
}
