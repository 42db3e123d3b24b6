package dev.noticeboard.bench.propagation;

import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The same services without us: an item is put, read from the table's stream, published, and received by threads that long-poll a queue each;
 * or found by threads that query. No check, no history, no order, no snapshot: what the primitives alone cost.
 */
final class BareSide implements AwsSide {
    private static final String TABLE = "bare";
    /** As our stream poller pauses after a read that gave nothing. */
    private static final Duration STREAM_PAUSE = Duration.ofMillis(25);
    /** As our stream poller reads. */
    private static final int STREAM_BATCH = 100;
    /** As our agents receive. */
    private static final int WAIT_SECONDS = 20;

    private static final int BATCH = 10;

    private final Arrivals arrivals;
    private final int bodyLength;
    private final Calls calls = new Calls();
    private final AwsClients clients;
    private final AwsClients receiving;
    private final String topic;
    private final String stream;
    private final List<Thread> receivers = new ArrayList<>();
    private volatile boolean closed;

    /** @param bodyLength of the item and the message */
    BareSide(AwsEmulators emulators, Arrivals arrivals, int bodyLength) {
        this.arrivals = arrivals;
        this.bodyLength = bodyLength;
        this.clients = AwsClients.of(emulators.endpoints(), calls);
        this.receiving = AwsClients.of(emulators.endpoints());
        this.topic = clients.sns().createTopic(r -> r.name(TABLE)).topicArn();
        this.stream = StreamedTable.create(clients.dynamoDb(), TABLE).latestStreamArn();
        put(0, Way.PUSH);
        start("bare-stream", this::readStream);
    }

    @Override
    public void put(long change, Way way) {
        String body = Values.padded(change, bodyLength);
        String partition = way == Way.POLL ? Way.POLL.name() : Way.PUSH.name();
        clients.dynamoDb()
                .putItem(r -> r.tableName(TABLE)
                        .item(Map.of("pk", text(partition), "sk", text(body.substring(0, 10)), "body", text(body))));
        if (way == Way.URGENT) {
            clients.sns().publish(r -> r.topicArn(topic).message(body));
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.builder().s(text).build();
    }

    /** DynamoDB Local gives a new table one shard, and another one after hours; before its first record it has no place to read on from. */
    private String iterator(@Nullable String after) {
        String shard = clients.dynamoDbStreams()
                .describeStream(r -> r.streamArn(stream))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        return clients.dynamoDbStreams()
                .getShardIterator(r -> r.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(
                                after == null
                                        ? ShardIteratorType.TRIM_HORIZON
                                        : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(after))
                .shardIterator();
    }

    private void readStream() throws InterruptedException {
        String iterator = iterator(null);
        String last = null;
        while (!closed) {
            String from = iterator;
            try {
                var page = clients.dynamoDbStreams()
                        .getRecords(r -> r.shardIterator(from).limit(STREAM_BATCH));
                iterator = page.nextShardIterator();
                for (Record found : page.records()) {
                    publish(found.dynamodb().newImage());
                    last = found.dynamodb().sequenceNumber();
                }
                if (page.records().isEmpty()) {
                    TimeUnit.NANOSECONDS.sleep(STREAM_PAUSE.toNanos());
                }
            } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
                iterator = iterator(last);
            }
        }
    }

    private void publish(Map<String, AttributeValue> item) {
        if (Way.PUSH.name().equals(string(item, "pk"))) {
            String body = string(item, "body");
            clients.sns().publish(r -> r.topicArn(topic).message(body));
        }
    }

    private static String string(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    @Override
    public void grow(int size) {
        while (receivers.size() < size) {
            int place = receivers.size();
            String url = clients.sqs()
                    .createQueue(r -> r.queueName(TABLE + "-" + place))
                    .queueUrl();
            String arn = clients.sqs()
                    .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            clients.sns()
                    .subscribe(r -> r.topicArn(topic)
                            .protocol("sqs")
                            .endpoint(arn)
                            .attributes(Map.of("RawMessageDelivery", "true")));
            receivers.add(start("bare-receive-" + place, () -> receive(place, url)));
        }
    }

    private void receive(int place, String url) {
        while (!closed) {
            List<Message> messages = receiving
                    .sqs()
                    .receiveMessage(
                            r -> r.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(WAIT_SECONDS))
                    .messages();
            long now = System.nanoTime();
            List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
            for (Message message : messages) {
                arrivals.received(place, message.body(), now);
                arrivals.arrived(place, Values.change(message.body()), now);
                done.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(done.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            if (!done.isEmpty()) {
                receiving.sqs().deleteMessageBatch(r -> r.queueUrl(url).entries(done));
            }
        }
    }

    @Override
    public Pollers poll(int size, Duration interval) {
        long after = newestPolled();
        List<Thread> pollers = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < size; i++) {
            int place = i;
            SplittableRandom own = random.split();
            pollers.add(start("bare-poll-" + i, () -> query(place, after, interval, own)));
        }
        return () -> pollers.forEach(Thread::interrupt);
    }

    private long newestPolled() {
        return clients
                .dynamoDb()
                .query(r -> r.tableName(TABLE)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text(Way.POLL.name())))
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .mapToLong(item -> Values.change(string(item, "body")))
                .findFirst()
                .orElse(0);
    }

    /** With our agents' jitter: from three quarters of the interval to all of it, from the start of one query to that of the next. */
    private void query(int place, long first, Duration interval, SplittableRandom random) throws InterruptedException {
        long after = first;
        long next = System.nanoTime() + (long) (interval.toNanos() * random.nextDouble());
        while (!closed) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            next = System.nanoTime() + (long) (interval.toNanos() * (0.75 + 0.25 * random.nextDouble()));
            String known = Values.padded(after, 10);
            QueryResponse found = receiving
                    .dynamoDb()
                    .query(r -> r.tableName(TABLE)
                            .keyConditionExpression("pk = :pk AND sk > :sk")
                            .expressionAttributeValues(Map.of(":pk", text(Way.POLL.name()), ":sk", text(known))));
            long now = System.nanoTime();
            for (Map<String, AttributeValue> item : found.items()) {
                after = Values.change(string(item, "body"));
                arrivals.arrived(place, after, now);
            }
        }
    }

    @Override
    public Calls calls() {
        return calls;
    }

    @Override
    public String write() {
        return "PutItem";
    }

    private interface Loop {
        void run() throws InterruptedException;
    }

    private Thread start(String name, Loop loop) {
        Thread thread = new Thread(() -> run(loop), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A loop ends when it is interrupted, or when a call fails because the emulators have stopped. */
    private void run(Loop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            if (!closed && !Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        clients.close();
        receiving.close();
    }
}
