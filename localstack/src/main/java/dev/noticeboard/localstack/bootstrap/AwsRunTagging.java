package dev.noticeboard.localstack.bootstrap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;

/**
 * Stands in the AWS SDK's clients of a run: every table, queue and topic that they make gets the run's tag, whoever asks
 * for it (the functions make queues and topics of their own). Making or deleting one whose name is not the run's is refused
 * before anything is sent. Thread-safe.
 */
public final class AwsRunTagging implements ExecutionInterceptor {
    private final RunTag run;

    /** The interceptor of one run's clients. */
    public AwsRunTagging(RunTag run) {
        this.run = run;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof CreateTableRequest r) {
            covered("make the table", r.tableName());
            List<software.amazon.awssdk.services.dynamodb.model.Tag> tags = new ArrayList<>(r.tags());
            tags.add(software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                    .key(RunTag.KEY)
                    .value(run.run())
                    .build());
            return r.toBuilder().tags(tags).build();
        }
        if (request instanceof CreateQueueRequest r) {
            covered("make the queue", r.queueName());
            Map<String, String> tags = new HashMap<>(r.tags());
            tags.put(RunTag.KEY, run.run());
            return r.toBuilder().tags(tags).build();
        }
        if (request instanceof CreateTopicRequest r) {
            covered("make the topic", r.name());
            List<software.amazon.awssdk.services.sns.model.Tag> tags = new ArrayList<>(r.tags());
            tags.add(software.amazon.awssdk.services.sns.model.Tag.builder()
                    .key(RunTag.KEY)
                    .value(run.run())
                    .build());
            return r.toBuilder().tags(tags).build();
        }
        refuseOthersDeletion(request);
        return request;
    }

    private void refuseOthersDeletion(SdkRequest request) {
        if (request instanceof DeleteTableRequest r) {
            covered("delete the table", r.tableName());
        } else if (request instanceof DeleteQueueRequest r) {
            covered("delete the queue", r.queueUrl().substring(r.queueUrl().lastIndexOf('/') + 1));
        } else if (request instanceof DeleteTopicRequest r) {
            covered("delete the topic", r.topicArn().substring(r.topicArn().lastIndexOf(':') + 1));
        }
    }

    private void covered(String what, String name) {
        if (!run.covers(name)) {
            throw new IllegalStateException(
                    "the run " + run.run() + " may not " + what + " " + name + ": its names begin with its id");
        }
    }
}
