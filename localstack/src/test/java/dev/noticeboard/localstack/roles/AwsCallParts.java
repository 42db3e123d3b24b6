package dev.noticeboard.localstack.roles;

import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/**
 * The SDK's requests as IAM sees them: which action on which resource authorises each. Source: Service Authorization Reference, the tables of
 * actions of DynamoDB, SQS, SNS, EventBridge, CloudWatch and Lambda, where no other is named. A request that is not known here is no call that
 * any role allows, so a new one fails the test until somebody has looked up what it takes.
 */
final class AwsCallParts {
    /** The region and account of ARNs. */
    static final String HERE = AwsEndpoints.REGION + ":" + AwsEndpoints.ACCOUNT;

    /** What authorises a request. */
    static List<AwsCall> of(SdkRequest request) {
        return AwsDynamoDbParts.of(request)
                .or(() -> sqs(request))
                .or(() -> sns(request))
                .or(() -> others(request))
                .orElseGet(() -> List.of(AwsCall.of(
                        request.getClass().getSimpleName(),
                        "a resource that this test does not know of; look up what authorises the call")));
    }

    private static Optional<List<AwsCall>> sqs(SdkRequest request) {
        if (request instanceof CreateQueueRequest create) {
            List<AwsCall> calls = new ArrayList<>();
            calls.add(AwsCall.of("sqs:CreateQueue", queue(create.queueName())));
            if (!create.tags().isEmpty()) {
                // SQS Developer Guide, "Amazon SQS cost allocation tags": tags at the making of a queue take this too.
                calls.add(AwsCall.of("sqs:TagQueue", queue(create.queueName())));
            }
            return Optional.of(calls);
        } else if (request instanceof DeleteQueueRequest delete) {
            return one("sqs:DeleteQueue", queue(delete.queueUrl()));
        } else if (request instanceof GetQueueAttributesRequest get) {
            return one("sqs:GetQueueAttributes", queue(get.queueUrl()));
        } else if (request instanceof SetQueueAttributesRequest set) {
            return one("sqs:SetQueueAttributes", queue(set.queueUrl()));
        } else if (request instanceof GetQueueUrlRequest url) {
            return one("sqs:GetQueueUrl", queue(url.queueName()));
        } else if (request instanceof ListQueueTagsRequest tags) {
            return one("sqs:ListQueueTags", queue(tags.queueUrl()));
        } else if (request instanceof SendMessageRequest send) {
            return one("sqs:SendMessage", queue(send.queueUrl()));
        } else if (request instanceof ListQueuesRequest) {
            return one("sqs:ListQueues", "*");
        }
        return Optional.empty();
    }

    private static Optional<List<AwsCall>> sns(SdkRequest request) {
        if (request instanceof CreateTopicRequest create) {
            return one("sns:CreateTopic", "arn:aws:sns:" + HERE + ":" + create.name());
        } else if (request instanceof PublishRequest publish) {
            return one("sns:Publish", publish.topicArn());
        } else if (request instanceof SubscribeRequest subscribe) {
            return Optional.of(List.of(AwsCall.of("sns:Subscribe", subscribe.topicArn())
                    .with("sns:Protocol", subscribe.protocol())
                    .with("sns:Endpoint", subscribe.endpoint())));
        } else if (request instanceof UnsubscribeRequest unsubscribe) {
            // IAM is asked about the subscription's topic, as SNS's own refusals say.
            String subscription = unsubscribe.subscriptionArn();
            return one("sns:Unsubscribe", subscription.substring(0, subscription.lastIndexOf(':')));
        }
        return Optional.empty();
    }

    private static Optional<List<AwsCall>> others(SdkRequest request) {
        if (request instanceof PutEventsRequest put) {
            return Optional.of(put.entries().stream().map(AwsCallParts::event).toList());
        } else if (request instanceof InvokeRequest invoke) {
            return one("lambda:InvokeFunction", function(invoke));
        } else if (request instanceof DescribeAlarmsRequest alarms) {
            // CloudWatch API Reference, DescribeAlarms: composite alarms are told of only to who may ask for all.
            return alarms.alarmTypes().contains(AlarmType.COMPOSITE_ALARM)
                    ? one("cloudwatch:DescribeAlarms", "*")
                    : Optional.of(alarms.alarmNames().stream()
                            .map(name -> AwsCall.of(
                                    "cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:" + HERE + ":alarm:" + name))
                            .toList());
        }
        return Optional.empty();
    }

    private static AwsCall event(PutEventsRequestEntry entry) {
        String bus = entry.eventBusName() == null ? "default" : entry.eventBusName();
        return AwsCall.of(
                        "events:PutEvents",
                        bus.startsWith("arn:") ? bus : "arn:aws:events:" + HERE + ":event-bus/" + bus)
                .with("events:source", entry.source())
                .with("events:detail-type", entry.detailType());
    }

    private static String function(InvokeRequest invoke) {
        String name = invoke.functionName();
        return (name.startsWith("arn:") ? name : "arn:aws:lambda:" + HERE + ":function:" + name)
                + (invoke.qualifier() == null ? "" : ":" + invoke.qualifier());
    }

    /** By its name or URL. */
    private static String queue(String queue) {
        return "arn:aws:sqs:" + HERE + ":" + queue.substring(queue.lastIndexOf('/') + 1);
    }

    private static Optional<List<AwsCall>> one(String action, String resource) {
        return Optional.of(List.of(AwsCall.of(action, resource)));
    }

    private AwsCallParts() {}
}
