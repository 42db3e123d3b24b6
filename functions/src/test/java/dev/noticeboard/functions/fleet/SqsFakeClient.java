package dev.noticeboard.functions.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.paginators.ListQueuesIterable;

/** As much of SQS, in memory, as the adapters call; the emulators' turn is in the integration tests. */
public final class SqsFakeClient implements SqsClient {
    private static final String URL = "http://sqs/000000000000/";

    /** What is known of a queue. */
    public record Queue(Map<QueueAttributeName, String> attributes, Map<String, String> tags, List<String> messages) {}

    private final Map<String, Queue> queues = new LinkedHashMap<>();

    public Queue queue(String url) {
        Queue queue = queues.get(url);
        if (queue == null) {
            throw QueueDoesNotExistException.builder().message("no such queue").build();
        }
        return queue;
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest r) {
        String url = URL + r.queueName();
        queues.computeIfAbsent(url, u -> {
            Map<QueueAttributeName, String> attributes = new HashMap<>(r.attributes());
            attributes.put(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:" + r.queueName());
            attributes.put(QueueAttributeName.CREATED_TIMESTAMP, "1700000000");
            return new Queue(attributes, Map.copyOf(r.tags()), new ArrayList<>());
        });
        return CreateQueueResponse.builder().queueUrl(url).build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest r) {
        queue(URL + r.queueName());
        return GetQueueUrlResponse.builder().queueUrl(URL + r.queueName()).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest r) {
        Map<QueueAttributeName, String> asked =
                new HashMap<>(queue(r.queueUrl()).attributes());
        asked.keySet().retainAll(r.attributeNames());
        return GetQueueAttributesResponse.builder().attributes(asked).build();
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest r) {
        queue(r.queueUrl()).attributes().putAll(r.attributes());
        return SetQueueAttributesResponse.builder().build();
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest r) {
        return ListQueueTagsResponse.builder().tags(queue(r.queueUrl()).tags()).build();
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest r) {
        return ListQueuesResponse.builder()
                .queueUrls(queues.keySet().stream()
                        .filter(url -> url.startsWith(URL + r.queueNamePrefix()))
                        .toList())
                .build();
    }

    @Override
    public ListQueuesIterable listQueuesPaginator(ListQueuesRequest r) {
        return new ListQueuesIterable(this, r);
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest r) {
        queue(r.queueUrl());
        queues.remove(r.queueUrl());
        return DeleteQueueResponse.builder().build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest r) {
        queue(r.queueUrl()).messages().add(r.messageBody());
        return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {}
}
