package dev.noticeboard.localstack.roles;

import dev.noticeboard.cdk.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the Lambda service, or DynamoDB, does in a function's name. No client of ours makes these calls, so none can be recorded: they are listed, each with
 * its reason, and a role must allow exactly these beside what was recorded.
 *
 * @param action that is needed
 * @param resource the ARN, or ARN's pattern, that stands in the role
 * @param why it is needed
 */
record LambdasOwn(String action, String resource, String why) {
    private static final String TABLE = "arn:aws:dynamodb:" + AwsCallParts.HERE + ":table/" + Deployment.NAME;

    /** What is needed for one function. */
    static List<LambdasOwn> of(Handler handler, Deployment.Deployed deployed, String tableKey) {
        List<LambdasOwn> own = new ArrayList<>();
        for (String action : List.of("logs:CreateLogStream", "logs:PutLogEvents")) {
            own.add(new LambdasOwn(action, deployed.logs(), "Lambda writes what the function logs"));
        }
        for (String action : List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments")) {
            own.add(new LambdasOwn(action, "*", "active tracing is on, and X-Ray knows no resources"));
        }
        keyActions(handler)
                .forEach(action -> own.add(new LambdasOwn(
                        action, tableKey, "DynamoDB asks KMS for the table's key in the name of who reads or writes")));
        SOURCES.getOrDefault(handler, List.of()).forEach(own::add);
        if (handler.asynchronous()) {
            own.add(new LambdasOwn(
                    "sqs:SendMessage",
                    queue("schedule_dead_letters"),
                    "Lambda sends calls there that failed after their last retry"));
        }
        return own;
    }

    private static List<String> keyActions(Handler handler) {
        List<String> reading = List.of("kms:Decrypt", "kms:DescribeKey");
        if (handler == Handler.PUBLISH || handler == Handler.REDRIVE) {
            return reading;
        }
        List<String> writing = new ArrayList<>(reading);
        writing.addAll(List.of("kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"));
        return writing;
    }

    /** By event source mapping. Source: Lambda Developer Guide, the permissions of the execution role for DynamoDB Streams and for SQS. */
    private static final Map<Handler, List<LambdasOwn>> SOURCES = Map.of(
            Handler.PUBLISH,
            List.of(
                    new LambdasOwn("dynamodb:DescribeStream", TABLE + "/stream/now", "Lambda reads the stream"),
                    new LambdasOwn("dynamodb:GetRecords", TABLE + "/stream/now", "Lambda reads the stream"),
                    new LambdasOwn("dynamodb:GetShardIterator", TABLE + "/stream/now", "Lambda reads the stream"),
                    new LambdasOwn("dynamodb:ListStreams", "*", "Lambda reads the stream; the list knows no resources"),
                    new LambdasOwn(
                            "sqs:SendMessage",
                            queue("stream_dead_letters"),
                            "Lambda sends the place of a batch there that failed after its last retry")),
            Handler.REDRIVE,
            consuming("retry"),
            Handler.REPORTS,
            consuming("reports"));

    private static List<LambdasOwn> consuming(String name) {
        String why = "Lambda's poller receives and deletes the queue's messages";
        return List.of(
                new LambdasOwn("sqs:DeleteMessage", queue(name), why),
                new LambdasOwn("sqs:GetQueueAttributes", queue(name), why),
                new LambdasOwn("sqs:ReceiveMessage", queue(name), why));
    }

    private static String queue(String name) {
        return "arn:aws:sqs:" + AwsCallParts.HERE + ":" + Deployment.NAME + "_" + name;
    }
}
