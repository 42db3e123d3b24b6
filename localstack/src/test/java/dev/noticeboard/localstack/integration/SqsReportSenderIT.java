package dev.noticeboard.localstack.integration;

import dev.noticeboard.agent.report.ReportSender;
import dev.noticeboard.agent.report.ReportSenderContract;
import dev.noticeboard.localstack.testing.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The real sender of reports keeps its contract over a real queue. */
@ExtendWith(TestCloudParameter.class)
class SqsReportSenderIT extends ReportSenderContract {
    private TestCloud cloud;
    private String queueUrl;

    @BeforeEach
    void makeQueue(TestCloud shared) {
        cloud = shared;
        queueUrl = cloud.clients()
                .sqs()
                .createQueue(r -> r.queueName(cloud.newName()))
                .queueUrl();
    }

    @Override
    protected ReportSender sender() {
        return cloud.agentClients().reportSender(queueUrl);
    }

    @Override
    protected List<String> bodies(int atLeast) {
        List<String> bodies = new ArrayList<>();
        Await.until("the reports are there", () -> {
            cloud.clients()
                    .sqs()
                    .receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10))
                    .messages()
                    .forEach(m -> bodies.add(m.body()));
            return bodies.size() >= atLeast;
        });
        return bodies;
    }

    @Override
    protected void removeQueue() {
        cloud.clients().sqs().deleteQueue(r -> r.queueUrl(queueUrl));
    }

    @AfterEach
    void cleanUp() {
        try {
            removeQueue();
        } catch (QueueDoesNotExistException gone) {
            // The test removed it.
        }
    }
}
