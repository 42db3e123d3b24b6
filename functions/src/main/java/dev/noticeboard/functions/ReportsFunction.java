package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.fleet.ReportIntake;
import dev.noticeboard.functions.observe.Invocations;

/** Lambda's entry point of the reports queue: the last report of each agent is kept. Thread-safe. */
public final class ReportsFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final ReportIntake intake;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ReportsFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    ReportsFunction(AwsBoard board) {
        this.intake = board.intake();
        this.invocations = board.invocations();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return invocations.run(context, () -> intake.handle(event));
    }
}
