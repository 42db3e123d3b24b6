package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.fleet.ReportIntake;

/** Lambda's entry point of the reports queue: the last report of each agent is kept. Thread-safe. */
public final class ReportsFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final ReportIntake intake;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ReportsFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()).intake());
    }

    ReportsFunction(ReportIntake intake) {
        this.intake = intake;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return intake.handle(event);
    }
}
