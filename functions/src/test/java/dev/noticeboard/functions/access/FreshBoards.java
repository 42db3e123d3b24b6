package dev.noticeboard.functions.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

/** Answers each request as if it were the first. */
final class FreshBoards {
    private SeededBoard untouched = new SeededBoard();

    APIGatewayProxyResponseEvent send(Request request) {
        SeededBoard board = untouched;
        if (request.writes()) {
            untouched = new SeededBoard();
        }
        return board.send(request);
    }
}
