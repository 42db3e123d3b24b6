package dev.noticeboard.localstack.integration;

import dev.noticeboard.functions.fleet.Mailboxes;
import dev.noticeboard.functions.fleet.MailboxesContract;
import dev.noticeboard.functions.fleet.SnsSubscriptions;
import dev.noticeboard.functions.fleet.SqsMailboxes;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real mailboxes keep their contract over real queues and topics. */
@ExtendWith(TestCloudParameter.class)
class SqsMailboxesIT extends MailboxesContract {
    private static TestCloud cloud;

    @BeforeAll
    static void cloud(TestCloud shared) {
        cloud = shared;
    }

    @Override
    protected String newPrefix() {
        return cloud.newName();
    }

    @Override
    protected Mailboxes newMailboxes(ResourceNames names) {
        AwsClients clients = cloud.clients();
        // Any topic's ARN begins as this one's does.
        String topic = clients.sns().createTopic(r -> r.name(names.prefix())).topicArn();
        String arnPrefix = topic.substring(0, topic.lastIndexOf(':') + 1);
        return new SqsMailboxes(clients.sqs(), new SnsSubscriptions(clients.sns(), names, arnPrefix), names);
    }
}
