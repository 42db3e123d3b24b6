package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** {@code GET /v1/changes?after=R&waitSeconds=}: which parameters changed after a revision; waits for the next one if asked. */
final class ChangesRoute implements Route {
    static final String PATH = "/v1/changes";

    private final BoardView view;
    private final ChangeFeed feed;

    ChangesRoute(BoardView view, ChangeFeed feed) {
        this.view = view;
        this.feed = feed;
    }

    @Override
    public CompletableFuture<Answer> answer(Request request) {
        Query query = new Query(request.getHttpURI().getQuery()).only("after", "waitSeconds", "namespace", "epoch");
        if (query.text("after").isEmpty()) {
            throw new Refused(
                    Refused.Kind.MALFORMED,
                    "after: is required. Give the revision of what you have, or 0 to learn the current one.");
        }
        long after = query.number("after", 0, 0, Long.MAX_VALUE);
        long wait = query.number("waitSeconds", 0, 0, ChangeFeed.LONGEST.toSeconds());
        ParameterAgent agent = view.agentOfNamespace(query.text("namespace").orElse(""));
        return feed.poll(agent, after, query.text("epoch").orElse(null), Duration.ofSeconds(wait))
                .thenApply(page -> Answer.json(HttpStatus.OK_200, page));
    }
}
