package dev.noticeboard.agent.report;

import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The reports queue of SQS. */
public final class SqsReportSender implements ReportSender {
    /** A report that takes longer is better repeated: the next one says more. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SqsClient sqs;
    private final String queueUrl;

    /** @param sqs shared; not closed by this */
    public SqsReportSender(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(Report report) {
        try {
            sqs.sendMessage(r -> r.queueUrl(queueUrl)
                    .messageBody(Json.write(report))
                    .overrideConfiguration(o -> o.apiCallTimeout(TIMEOUT)));
        } catch (QueueDoesNotExistException e) {
            throw new ReportException("the reports queue does not exist", e);
        } catch (SdkException e) {
            throw new ReportException(
                    "the reports queue did not take the report: " + e.getClass().getSimpleName(), e);
        }
    }
}
