package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.constructs.Construct;

/**
 * What calls functions for the table's stream and the queues. The stream's batches are tried again ten times within an hour, by halves: what SNS
 * refuses is parked by the function itself, so a batch fails only where the retry queue does too, and agents poll meanwhile.
 */
public final class BoardSources extends Construct {
    /** New entries of change logs, and not the heads: nothing else wakes the function. */
    static final String NEW_ENTRIES = """
            {"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"log#"}]},"sk":{"S":[{"anything-but":["head"]}]}}}}""";

    private static final List<String> PARTS_MAY_FAIL = List.of("ReportBatchItemFailures");
    private static final int STREAM_BATCH = 100;
    private static final int STREAM_RETRIES = 10;
    private static final int STREAM_AGE_SECONDS = 3600;
    /** Reports come by thousands and are small; more than ten at once need a window. */
    private static final int REPORTS_BATCH = 100;

    private static final int REPORTS_WINDOW_SECONDS = 1;
    private static final int RETRY_BATCH = 10;

    BoardSources(Construct scope, BoardTable table, BoardQueues queues, BoardFunctions functions) {
        super(scope, "Sources");
        CfnEventSourceMapping stream = mapping("Stream", Handler.PUBLISH, functions)
                .eventSourceArn(table.streamArn())
                .startingPosition("TRIM_HORIZON")
                .batchSize(STREAM_BATCH)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(STREAM_RETRIES)
                .maximumRecordAgeInSeconds(STREAM_AGE_SECONDS)
                .filterCriteria(FilterCriteriaProperty.builder()
                        .filters(List.of(
                                FilterProperty.builder().pattern(NEW_ENTRIES).build()))
                        .build())
                .destinationConfig(DestinationConfigProperty.builder()
                        .onFailure(OnFailureProperty.builder()
                                .destination(queues.streamDeadLetters().getQueueArn())
                                .build())
                        .build())
                .build();
        CfnEventSourceMapping retry = mapping("Retry", Handler.REDRIVE, functions)
                .eventSourceArn(queues.retry().getQueueArn())
                .batchSize(RETRY_BATCH)
                .build();
        CfnEventSourceMapping reports = mapping("Reports", Handler.REPORTS, functions)
                .eventSourceArn(queues.reports().getQueueArn())
                .batchSize(REPORTS_BATCH)
                .maximumBatchingWindowInSeconds(REPORTS_WINDOW_SECONDS)
                .build();
        // Lambda refuses a mapping whose role may not yet read the source.
        Map.of(Handler.PUBLISH, stream, Handler.REDRIVE, retry, Handler.REPORTS, reports)
                .forEach((handler, mapping) -> mapping.getNode().addDependency(functions.policy(handler)));
    }

    private CfnEventSourceMapping.Builder mapping(String id, Handler handler, BoardFunctions functions) {
        return CfnEventSourceMapping.Builder.create(this, id)
                .functionName(functions.alias(handler).getFunctionArn())
                .functionResponseTypes(PARTS_MAY_FAIL);
    }
}
