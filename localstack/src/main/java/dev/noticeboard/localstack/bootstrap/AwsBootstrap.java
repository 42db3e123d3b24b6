package dev.noticeboard.localstack.bootstrap;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.HashMap;
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
    /** AWS's advice for a queue that calls a function: at least five, so that throttling alone fills no dead letters. */
    private static final int RECEIVES = 5;

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
     * Makes them, or finds them.
     *
     * @throws IllegalStateException if a table of this name has other keys or another stream
     */
    public static Created create(AwsClients clients, BoardNames names) {
        String streamArn = AwsTable.ensure(clients.dynamoDb(), names.table());
        String retry = queue(clients.sqs(), names.retryQueue(), RETENTION);
        String reports = queue(clients.sqs(), names.reportsQueue(), REPORTS_RETENTION);
        String arn = arn(clients.sqs(), retry);
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

    private static String queue(SqsClient sqs, String name, Duration retention) {
        String deadLetters = made(sqs, BoardNames.deadLetters(name), retentionOf(RETENTION));
        return made(
                sqs,
                name,
                with(
                        retentionOf(retention),
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.write(Map.of("deadLetterTargetArn", arn(sqs, deadLetters), "maxReceiveCount", RECEIVES))));
    }

    /** Attributes are set apart, since SQS refuses to make what is there with others. */
    private static String made(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        String url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(attributes));
        return url;
    }

    private static Map<QueueAttributeName, String> retentionOf(Duration time) {
        return Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(time.toSeconds()));
    }

    private static Map<QueueAttributeName, String> with(
            Map<QueueAttributeName, String> attributes, QueueAttributeName name, String value) {
        Map<QueueAttributeName, String> more = new HashMap<>(attributes);
        more.put(name, value);
        return more;
    }

    private static String arn(SqsClient sqs, String url) {
        return String.valueOf(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN));
    }

    private AwsBootstrap() {}
}
