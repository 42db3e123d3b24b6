package dev.noticeboard.cdk;

import static dev.noticeboard.cdk.Partition.COHORTS;
import static dev.noticeboard.cdk.Partition.DUE;
import static dev.noticeboard.cdk.Partition.DUE_ROLLOUTS;
import static dev.noticeboard.cdk.Partition.FLEET;
import static dev.noticeboard.cdk.Partition.HISTORY;
import static dev.noticeboard.cdk.Partition.LOG;
import static dev.noticeboard.cdk.Partition.NAMESPACES;
import static dev.noticeboard.cdk.Partition.PARAMETERS;
import static dev.noticeboard.cdk.Partition.REPORTS;
import static dev.noticeboard.cdk.Partition.ROLLOUTS;
import static dev.noticeboard.cdk.Partition.TOKENS;
import static dev.noticeboard.cdk.Permission.items;
import static dev.noticeboard.cdk.Permission.on;
import static dev.noticeboard.cdk.Target.AGENT_QUEUES;
import static dev.noticeboard.cdk.Target.DUE_INDEX;
import static dev.noticeboard.cdk.Target.TABLE;
import static dev.noticeboard.cdk.Target.TABLE_KEY;
import static dev.noticeboard.cdk.Target.TOPICS;

import dev.noticeboard.functions.upkeep.AwsEventBridge;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each function may do: the calls that its adapters make, on the partitions that they touch, and what Lambda does in its name. A transaction is
 * authorised by its parts: a put, update, delete or condition check each needs its own action, and {@code TransactWriteItems} is none (source:
 * DynamoDB Developer Guide, "IAM for DynamoDB transactions").
 */
public final class BoardPermissions {
    private static final Permission PUBLISH = on(TOPICS, "Publish", "sns:Publish");
    private static final Permission TELL =
            on(Target.EVENT_BUS, "Tell", "events:PutEvents").where("events:source", AwsEventBridge.SOURCE);
    private static final Permission ASK_VALIDATORS = on(Target.VALIDATORS, "AskValidators", "lambda:InvokeFunction");
    private static final Permission CALL_CONDUCTOR = on(Target.CONDUCTOR, "CallConductor", "lambda:InvokeFunction");
    /** DynamoDB asks KMS with the caller's permissions whenever it has to have the table's key decrypted anew. */
    private static final Permission DECRYPT = on(TABLE_KEY, "Decrypt", "kms:Decrypt", "kms:DescribeKey");
    /** As AWS CDK grants it to who writes a table, without its wildcards. */
    private static final Permission ENCRYPT = on(
            TABLE_KEY,
            "Encrypt",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    /** The permissions of a function. */
    public static List<Permission> of(Handler handler) {
        Stream<Permission> all = Stream.concat(own(handler).stream(), everyFunction());
        return handler.asynchronous()
                ? Stream.concat(all, Stream.of(on(Target.SCHEDULE_DEAD_LETTERS, "TellFailedCalls", "sqs:SendMessage")))
                        .toList()
                : all.toList();
    }

    private static Stream<Permission> everyFunction() {
        return Stream.of(
                on(Target.LOGS, "Log", "logs:CreateLogStream", "logs:PutLogEvents"),
                on(Target.TRACES, "Trace", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
    }

    private static List<Permission> own(Handler handler) {
        return switch (handler) {
            case API -> api();
            case AGENTS -> agents();
            case PUBLISH -> publish();
            case REDRIVE -> redrive();
            case REPORTS -> reports();
            case SWEEP -> sweep();
            case POLICIES -> policies();
            case RETENTION -> retention();
            case CONDUCTOR -> conductor();
            case STACKS -> stacks();
        };
    }

    /** A namespace's first commit enters it in the list of namespaces; unbinding a schema deletes its item. */
    private static List<Permission> api() {
        return List.of(
                items(TABLE, "GetItem", PARAMETERS, LOG, HISTORY, ROLLOUTS),
                items(TABLE, "BatchGetItem", PARAMETERS, LOG, HISTORY, ROLLOUTS, TOKENS),
                items(TABLE, "Query", PARAMETERS, LOG, HISTORY, ROLLOUTS, FLEET, NAMESPACES),
                items(TABLE, "PutItem", PARAMETERS, LOG, HISTORY, ROLLOUTS, TOKENS, NAMESPACES),
                items(TABLE, "DeleteItem", PARAMETERS),
                items(TABLE, "ConditionCheckItem", PARAMETERS, HISTORY),
                ENCRYPT,
                PUBLISH,
                ASK_VALIDATORS,
                CALL_CONDUCTOR);
    }

    private static List<Permission> agents() {
        return List.of(
                items(TABLE, "GetItem", FLEET, REPORTS, LOG),
                items(TABLE, "Query", FLEET, REPORTS),
                items(TABLE, "PutItem", FLEET, NAMESPACES),
                items(TABLE, "DeleteItem", FLEET),
                ENCRYPT,
                on(
                        AGENT_QUEUES,
                        "OpenQueues",
                        "sqs:CreateQueue",
                        "sqs:DeleteQueue",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ListQueueTags",
                        "sqs:SetQueueAttributes",
                        "sqs:TagQueue"),
                on(TOPICS, "OpenTopics", "sns:CreateTopic", "sns:Unsubscribe"),
                on(TOPICS, "SubscribeQueues", "sns:Subscribe").where("sns:Protocol", "sqs"));
    }

    private static List<Permission> publish() {
        return List.of(
                on(
                        Target.STREAM,
                        "ReadTheStream",
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator"),
                on(Target.ALL_STREAMS, "ListStreams", "dynamodb:ListStreams"),
                DECRYPT,
                PUBLISH,
                on(Target.RETRY_QUEUE, "Park", "sqs:SendMessage"),
                on(Target.STREAM_DEAD_LETTERS, "TellFailedBatches", "sqs:SendMessage"));
    }

    private static List<Permission> redrive() {
        return List.of(items(TABLE, "GetItem", LOG), DECRYPT, PUBLISH, consume(Target.RETRY_QUEUE));
    }

    /** The log tells when a revision that a report names was committed. */
    private static List<Permission> reports() {
        return List.of(
                items(TABLE, "GetItem", FLEET, ROLLOUTS, LOG),
                items(TABLE, "PutItem", REPORTS),
                items(DUE_INDEX, "Query", DUE_ROLLOUTS),
                ENCRYPT,
                CALL_CONDUCTOR,
                consume(Target.REPORTS_QUEUE));
    }

    /** It samples the fleet by heads and reports. Subscribing what is subscribed answers the subscription of a queue that a crash left behind. */
    private static List<Permission> sweep() {
        return List.of(
                items(TABLE, "GetItem", LOG),
                items(TABLE, "Query", NAMESPACES, FLEET, REPORTS),
                items(TABLE, "DeleteItem", FLEET),
                ENCRYPT,
                on(Target.ALL_QUEUES, "ListQueues", "sqs:ListQueues"),
                on(
                        AGENT_QUEUES,
                        "CloseQueues",
                        "sqs:DeleteQueue",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ListQueueTags"),
                on(TOPICS, "CloseSubscriptions", "sns:Unsubscribe"),
                on(TOPICS, "FindSubscriptions", "sns:Subscribe").where("sns:Protocol", "sqs"));
    }

    /** Each commit deletes one parameter; one under a rollout is refused. The history holds the candidates that rules judge along with the rest. */
    private static List<Permission> policies() {
        return List.of(
                items(DUE_INDEX, "Query", DUE),
                items(TABLE, "GetItem", PARAMETERS),
                items(TABLE, "BatchGetItem", PARAMETERS, LOG, HISTORY),
                items(TABLE, "Query", PARAMETERS),
                items(TABLE, "PutItem", PARAMETERS, LOG, HISTORY),
                items(TABLE, "UpdateItem", PARAMETERS),
                ENCRYPT,
                ASK_VALIDATORS,
                TELL);
    }

    private static List<Permission> retention() {
        return List.of(
                items(TABLE, "GetItem", LOG, HISTORY),
                items(TABLE, "Query", NAMESPACES, PARAMETERS, HISTORY),
                items(TABLE, "DeleteItem", HISTORY),
                items(TABLE, "ConditionCheckItem", HISTORY),
                ENCRYPT);
    }

    /** It promotes or withdraws what was judged when the rollout started, so it asks no validator and reads no schema's parameters. */
    private static List<Permission> conductor() {
        return List.of(
                items(DUE_INDEX, "Query", DUE_ROLLOUTS),
                items(TABLE, "GetItem", ROLLOUTS, COHORTS),
                items(TABLE, "BatchGetItem", PARAMETERS, LOG, HISTORY, ROLLOUTS, REPORTS),
                items(TABLE, "Query", COHORTS, FLEET, REPORTS),
                items(TABLE, "PutItem", PARAMETERS, LOG, HISTORY, ROLLOUTS, COHORTS),
                items(TABLE, "UpdateItem", ROLLOUTS, COHORTS),
                ENCRYPT,
                TELL,
                on(Target.ALL_ALARMS, "AskAlarms", "cloudwatch:DescribeAlarms"));
    }

    /** A parameter's labels lie in its history; the change set that bound a schema tells who did. */
    private static List<Permission> stacks() {
        return List.of(
                items(TABLE, "GetItem", PARAMETERS, HISTORY, LOG),
                items(TABLE, "BatchGetItem", PARAMETERS, LOG, HISTORY, TOKENS),
                items(TABLE, "Query", PARAMETERS),
                items(TABLE, "PutItem", PARAMETERS, LOG, HISTORY, TOKENS, NAMESPACES),
                items(TABLE, "DeleteItem", PARAMETERS),
                items(TABLE, "ConditionCheckItem", PARAMETERS),
                ENCRYPT,
                ASK_VALIDATORS);
    }

    /** What Lambda's poller does in the function's name. */
    private static Permission consume(Target queue) {
        return on(queue, "Consume", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
    }

    private BoardPermissions() {}
}
