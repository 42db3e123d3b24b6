package dev.noticeboard.localstack.integration;

import dev.noticeboard.agent.receive.NoticeSource;
import dev.noticeboard.agent.receive.NoticeSourceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The real source of notices keeps its contract over a real queue. */
@ExtendWith(TestCloudParameter.class)
class SqsNoticeSourceIT extends NoticeSourceContract {
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
    protected NoticeSource source() {
        return cloud.agentClients().noticeSource(queueUrl);
    }

    @Override
    protected void send(String body) {
        cloud.clients().sqs().sendMessage(r -> r.queueUrl(queueUrl).messageBody(body));
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
