package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.publish.StreamPublisher;

/** Lambda's entry point of publishing: the table's stream to the namespaces' topics. Thread-safe. */
public final class PublishFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final StreamPublisher publisher;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public PublishFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    PublishFunction(AwsBoard board) {
        this.publisher = board.streamPublisher();
        this.invocations = board.invocations();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return invocations.run(context, () -> publisher.handle(event));
    }
}
