package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.publish.Redrive;

/** Lambda's entry point of the re-drive: what was parked on the retry queue is published again. Thread-safe. */
public final class RedriveFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Redrive redrive;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public RedriveFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    RedriveFunction(AwsBoard board) {
        this.redrive = board.redrive();
        this.invocations = board.invocations();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return invocations.run(context, () -> {
            SQSBatchResponse left = redrive.handle(event);
            invocations
                    .measures()
                    .take(
                            Measure.REDRIVEN,
                            event.getRecords().size()
                                    - left.getBatchItemFailures().size());
            return left;
        });
    }
}
