package dev.noticeboard.localstack.bootstrap;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Makes the table, the queues of all and topics where a deployment has not: on any emulator, or in an account to try things
 * out. What is there already stays, so it may run at every start.
 */
public final class AwsBootstrap {
    /** SQS's longest: what is parked must outlive a long weekend. */
    private static final Duration RETENTION = Duration.ofDays(14);
    /** A report that waited longer says less than the heartbeat that came since. */
    private static final Duration REPORTS_RETENTION = Duration.ofHours(1);

    /** As the CDK's construct has them: six times the functions' limits, and five hours of an SNS that takes nothing. */
    private static final Duration RETRY_HIDDEN = Duration.ofMinutes(6);

    private static final int RETRY_RECEIVES = 50;
    private static final Duration REPORTS_HIDDEN = Duration.ofMinutes(3);
    private static final int REPORTS_RECEIVES = 3;
    /** SQS's default. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(30);

    /**
     * What there is now.
     *
     * @param streamArn the table's stream
     * @param retryQueueUrl the retry queue
     * @param reportsQueueUrl the reports queue
     * @param topicArnPrefix what the ARNs of topics begin with: they live in the account and region of the queues
     */
    public record Created(String streamArn, String retryQueueUrl, String reportsQueueUrl, String topicArnPrefix) {
        /** The environment variables that tell the functions. */
        public Map<String, String> settings(BoardNames names) {
            return Map.of(
                    "NOTICEBOARD_TABLE", names.table(),
                    "NOTICEBOARD_RESOURCE_PREFIX", names.prefix(),
                    "NOTICEBOARD_TOPIC_ARN_PREFIX", topicArnPrefix,
                    "NOTICEBOARD_RETRY_QUEUE_URL", retryQueueUrl,
                    "NOTICEBOARD_REPORTS_QUEUE_URL", reportsQueueUrl);
        }
    }

    /**
     * Makes them as a deployment has them, or finds them.
     *
     * @throws IllegalStateException if a table of this name has other keys or another stream
     */
    public static Created create(AwsClients clients, BoardNames names) {
        return create(clients, names, RETRY_HIDDEN, REPORTS_HIDDEN);
    }

    /** As {@link #create(AwsClients, BoardNames)}, for a board where whatever failed is soon tried again. */
    public static Created createForTrials(AwsClients clients, BoardNames names) {
        return create(clients, names, TRIED_AGAIN, TRIED_AGAIN);
    }

    private static Created create(AwsClients clients, BoardNames names, Duration retryHidden, Duration reportsHidden) {
        String streamArn = AwsTable.ensure(clients.dynamoDb(), names.table());
        SqsClient sqs = clients.sqs();
        names.deadLetters().forEach(name -> made(sqs, name, Map.of(MESSAGE_RETENTION_PERIOD, seconds(RETENTION))));
        String retry = queue(sqs, names.retryQueue(), RETENTION, retryHidden, RETRY_RECEIVES);
        String reports = queue(sqs, names.reportsQueue(), REPORTS_RETENTION, reportsHidden, REPORTS_RECEIVES);
        String arn = arn(sqs, retry);
        return new Created(
                streamArn,
                retry,
                reports,
                arn.substring(0, arn.lastIndexOf(':') + 1).replaceFirst(":sqs:", ":sns:"));
    }

    /**
     * Makes the topic of a namespace before its first agent does, or finds it.
     *
     * @return its ARN
     */
    public static String topic(AwsClients clients, BoardNames names, Namespace namespace) {
        String name = new ResourceNames(names.prefix()).topic(namespace);
        return clients.sns().createTopic(r -> r.name(name)).topicArn();
    }

    private static String queue(SqsClient sqs, String name, Duration retention, Duration hidden, int receives) {
        String deadLetters =
                sqs.getQueueUrl(r -> r.queueName(BoardNames.deadLetters(name))).queueUrl();
        return made(
                sqs,
                name,
                Map.of(
                        MESSAGE_RETENTION_PERIOD,
                        seconds(retention),
                        VISIBILITY_TIMEOUT,
                        seconds(hidden),
                        REDRIVE_POLICY,
                        Json.write(Map.of("deadLetterTargetArn", arn(sqs, deadLetters), "maxReceiveCount", receives))));
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    /** Attributes are set apart, since SQS refuses to make what is there with others. */
    private static String made(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        String url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(attributes));
        return url;
    }

    private static String arn(SqsClient sqs, String url) {
        return String.valueOf(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QUEUE_ARN))
                .attributes()
                .get(QUEUE_ARN));
    }

    private AwsBootstrap() {}
}
