package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.publish.Redrive;

/** Lambda's entry point of the re-drive: what was parked on the retry queue is published again. Thread-safe. */
public final class RedriveFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Redrive redrive;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public RedriveFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()).redrive());
    }

    RedriveFunction(Redrive redrive) {
        this.redrive = redrive;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return redrive.handle(event);
    }
}
