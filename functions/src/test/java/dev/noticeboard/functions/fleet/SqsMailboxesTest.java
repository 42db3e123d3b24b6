package dev.noticeboard.functions.fleet;

import static dev.noticeboard.functions.store.Fixtures.present;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.runtime.MisconfiguredException;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/** The adapter keeps the mailboxes' promises, and makes queues as the design has them. */
class SqsMailboxesTest extends MailboxesContract {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final ResourceNames NAMES = new ResourceNames("noticeboard");

    private final SqsFakeClient sqs = new SqsFakeClient();
    private final SnsFakeClient sns = new SnsFakeClient(sqs);

    @Override
    protected Mailboxes newMailboxes(ResourceNames names) {
        return new SqsMailboxes(sqs, new SnsSubscriptions(sns, names, SnsFakeClient.ARN_PREFIX), names);
    }

    private Mailbox open(String identity) {
        String queue = NAMES.queue(NS, "host-1", "abcd1234");
        return newMailboxes(NAMES).open(new Mailboxes.Order(queue, NS, "host-1", identity));
    }

    @Test
    void queue_whenMade_hasTagsAttributesAndARawSubscription() {
        Mailbox mailbox = open("arn:aws:sts::123456789012:assumed-role/host");
        SqsFakeClient.Queue queue = sqs.queue(mailbox.queueUrl());
        assertEquals("/billing/prod", queue.tags().get("noticeboard:namespace"));
        assertEquals("host-1", queue.tags().get("noticeboard:agent"));
        assertEquals(mailbox.topicArn(), queue.tags().get("noticeboard:topic"));
        assertEquals("3600", queue.attributes().get(QueueAttributeName.MESSAGE_RETENTION_PERIOD));
        assertEquals("20", queue.attributes().get(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS));
        SubscribeRequest subscription = present(sns.subscriptions().get(mailbox.subscriptionArn()));
        assertEquals(Map.of("RawMessageDelivery", "true"), subscription.attributes());
    }

    @ParameterizedTest
    @CsvSource({"429, Throttled, true", "400, RequestThrottled, true", "403, SubscriptionLimitExceeded, false"})
    void open_whenRefused_tellsWhetherARateLimitWasMet(int status, String code, boolean throttled) {
        SnsClient refusing = new SnsClient() {
            @Override
            public CreateTopicResponse createTopic(CreateTopicRequest request) {
                throw SnsException.builder()
                        .statusCode(status)
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode(code).build())
                        .build();
            }

            @Override
            public String serviceName() {
                return "sns";
            }

            @Override
            public void close() {}
        };
        Mailboxes mailboxes =
                new SqsMailboxes(sqs, new SnsSubscriptions(refusing, NAMES, SnsFakeClient.ARN_PREFIX), NAMES);
        Mailboxes.Order order = new Mailboxes.Order("noticeboard-x", NS, "host-1", "arn:who");
        assertEquals(
                throttled,
                assertThrows(MailboxUnavailableException.class, () -> mailboxes.open(order))
                        .throttled());
    }

    @Test
    void policy_whenMade_acceptsItsTopicAndBindsReceivingToTheIdentity() {
        Mailbox mailbox = open("arn:aws:sts::123456789012:assumed-role/host");
        JsonNode policy =
                Json.tree(present(sqs.queue(mailbox.queueUrl()).attributes().get(QueueAttributeName.POLICY)));
        JsonNode send = policy.at("/Statement/0");
        assertEquals("sns.amazonaws.com", send.at("/Principal/Service").stringValue());
        assertEquals(
                mailbox.topicArn(),
                send.at("/Condition/ArnEquals/aws:SourceArn").stringValue());
        assertEquals(mailbox.queueArn(), send.at("/Resource").stringValue());
        JsonNode deny = policy.at("/Statement/2");
        assertEquals("Deny", deny.at("/Effect").stringValue());
        assertEquals(
                "[\"arn:aws:iam::123456789012:role/host\",\"arn:aws:iam::123456789012:role/*/host\"]",
                deny.at("/Condition/ArnNotLike/aws:PrincipalArn").toString());
        assertFalse(deny.at("/Action").toString().contains("DeleteQueue"), "the sweeper must be able to");
        assertEquals(
                1,
                Json.tree(QueuePolicy.of("arn:q", "arn:t", "anonymous"))
                        .at("/Statement")
                        .size());
    }

    @Test
    void identity_whenOfASession_isItsRole() {
        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/host",
                Identity.of("arn:aws:sts::123456789012:assumed-role/host/i-0123"));
        assertEquals("arn:aws:iam::123456789012:user/u", Identity.of("arn:aws:iam::123456789012:user/u"));
        assertEquals(
                List.of("arn:aws:iam::123456789012:user/u"), Identity.receivers("arn:aws:iam::123456789012:user/u"));
    }

    @Test
    void topic_whenSomebodyRemovedIt_isMadeAgainByTheNextCall() {
        Mailboxes mailboxes = newMailboxes(NAMES);
        Mailboxes.Order order = new Mailboxes.Order(NAMES.queue(NS, "h", "abcd1234"), NS, "h", "anonymous");
        mailboxes.open(order);
        sns.deleteTopics();
        assertThrows(MailboxUnavailableException.class, () -> mailboxes.open(order));
        mailboxes.open(order);
    }

    @Test
    void arnPrefix_whenNotWhereTheTopicIs_isSaidSo() {
        Mailboxes mailboxes =
                new SqsMailboxes(sqs, new SnsSubscriptions(sns, NAMES, "arn:aws:sns:eu-west-1:000000000000:"), NAMES);
        Mailboxes.Order order = new Mailboxes.Order(NAMES.queue(NS, "h", "abcd1234"), NS, "h", "anonymous");
        MisconfiguredException e = assertThrows(MisconfiguredException.class, () -> mailboxes.open(order));
        assertTrue(String.valueOf(e.getMessage()).contains(SnsFakeClient.ARN_PREFIX));
    }

    @Test
    void eachQueue_whenOthersShareThePrefix_leavesThemOut() {
        Mailboxes mailboxes = newMailboxes(NAMES);
        sqs.createQueue(r -> r.queueName("noticeboard-retry"));
        sqs.createQueue(r -> r.queueName(new ResourceNames("noticeboard-test").queue(NS, "h", "abcd1234")));
        mailboxes.eachQueue(queue -> assertEquals("", queue));
        assertTrue(NAMES.queue(NS, "x".repeat(128), "abcd1234").length() <= 80);
        assertTrue(new ResourceNames("p".repeat(40)).queue(NS, "h", "abcd1234").length() <= 80);
    }
}
