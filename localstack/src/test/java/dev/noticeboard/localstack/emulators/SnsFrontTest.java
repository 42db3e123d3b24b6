package dev.noticeboard.localstack.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.schemas.json.Json;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

@DisplayName("design.md section 7: SNS, spoken to by the SDK's client")
class SnsFrontTest {
    private static AwsEmulators emulators;
    private static SnsClient sns;
    private static SqsClient sqs;

    private record Queue(String url, String arn) {}

    @BeforeAll
    static void start() {
        emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        sns = emulators.clients().sns();
        sqs = emulators.clients().sqs();
    }

    @AfterAll
    static void stop() {
        emulators.close();
    }

    private static String topic() {
        return sns.createTopic(r -> r.name("t-" + UUID.randomUUID())).topicArn();
    }

    private static Queue queue() {
        String url = sqs.createQueue(r -> r.queueName("q-" + UUID.randomUUID())).queueUrl();
        String arn =
                String.valueOf(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
        return new Queue(url, arn);
    }

    private static String subscribe(String topic, Queue queue, boolean raw) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(Map.of("RawMessageDelivery", Boolean.toString(raw)))
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    /** Receives and deletes until so many messages came. */
    private static List<Message> receive(Queue queue, int count) {
        List<Message> received = new ArrayList<>();
        Await.until(count + " messages in " + queue.url(), () -> {
            List<Message> some = sqs.receiveMessage(r -> r.queueUrl(queue.url())
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1)
                            .messageAttributeNames("All"))
                    .messages();
            some.forEach(m -> sqs.deleteMessage(r -> r.queueUrl(queue.url()).receiptHandle(m.receiptHandle())));
            received.addAll(some);
            return received.size() >= count;
        });
        return received;
    }

    private static List<Message> nothingMoreIn(Queue queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue.url())).messages();
    }

    @Test
    void createTopic_whenRepeated_isTheSameTopic() {
        Tag tag = Tag.builder().key("namespace").value("/a/b & <c>").build();
        String arn = sns.createTopic(r -> r.name("same").tags(tag)).topicArn();
        assertEquals("arn:aws:sns:us-east-1:000000000000:same", arn);
        assertEquals(arn, sns.createTopic(r -> r.name("same").tags(tag)).topicArn());
        assertEquals(arn, sns.createTopic(r -> r.name("same")).topicArn());
        assertThrows(
                InvalidParameterException.class,
                () -> sns.createTopic(
                        r -> r.name("same").tags(tag.toBuilder().value("x").build())));
        assertEquals(
                List.of(tag), sns.listTagsForResource(r -> r.resourceArn(arn)).tags());
        sns.tagResource(
                r -> r.resourceArn(arn).tags(Tag.builder().key("k").value("v").build()));
        sns.untagResource(r -> r.resourceArn(arn).tagKeys("namespace"));
        assertEquals(
                List.of(Tag.builder().key("k").value("v").build()),
                sns.listTagsForResource(r -> r.resourceArn(arn)).tags());
    }

    @Test
    void topicAttributes_whenSet_areReadBack() {
        String arn = topic();
        sns.setTopicAttributes(r -> r.topicArn(arn).attributeName("DisplayName").attributeValue("Board"));
        subscribe(arn, queue(), true);
        Map<String, String> attributes =
                sns.getTopicAttributes(r -> r.topicArn(arn)).attributes();
        assertEquals("Board", attributes.get("DisplayName"));
        assertEquals("1", attributes.get("SubscriptionsConfirmed"));
        sns.deleteTopic(r -> r.topicArn(arn));
        sns.deleteTopic(r -> r.topicArn(arn));
        assertThrows(NotFoundException.class, () -> sns.getTopicAttributes(r -> r.topicArn(arn)));
    }

    @Test
    void listTopics_whenMoreThanAPage_givesAll() {
        IntStream.range(0, 120).forEach(i -> sns.createTopic(r -> r.name("page-" + i)));
        assertEquals(
                120,
                sns.listTopicsPaginator().topics().stream()
                        .map(Topic::topicArn)
                        .filter(t -> t.contains(":page-"))
                        .distinct()
                        .count());
    }

    @Test
    void publish_whenRaw_deliversTheBareMessageWithItsAttributes() {
        String topic = topic();
        Queue queue = queue();
        subscribe(topic, queue, true);
        String text = "{\"ä\":\"+ &=%<>\\u0001 \uD83D\uDE00\"}";
        var kind = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("notice")
                .build();
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1});
        var binary = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(bytes)
                .build();
        sns.publish(r -> r.topicArn(topic).message(text).messageAttributes(Map.of("kind", kind, "bytes", binary)));
        Message message = receive(queue, 1).get(0);
        assertEquals(text, message.body());
        assertEquals(
                Map.of("kind", "notice", "bytes", bytes.toString()),
                message.messageAttributes().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                a -> a.getValue().dataType().equals("Binary")
                                        ? String.valueOf(a.getValue().binaryValue())
                                        : String.valueOf(a.getValue().stringValue()))));
    }

    @Test
    void publish_whenNotRaw_deliversTheEnvelope() {
        String topic = topic();
        Queue queue = queue();
        String subscription = subscribe(topic, queue, false);
        String id = sns.publish(r -> r.topicArn(topic).message("text").subject("about"))
                .messageId();
        Map<?, ?> envelope = Json.readTolerant(receive(queue, 1).get(0).body(), Map.class);
        assertEquals("Notification", envelope.get("Type"));
        assertEquals("text", envelope.get("Message"));
        assertEquals("about", envelope.get("Subject"));
        assertEquals(id, envelope.get("MessageId"));
        assertEquals(topic, envelope.get("TopicArn"));
        sns.setSubscriptionAttributes(r -> r.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("true"));
        sns.publish(r -> r.topicArn(topic).message("bare"));
        assertEquals("bare", receive(queue, 1).get(0).body());
    }

    @Test
    void subscribe_whenRepeated_isTheSameSubscription() {
        String topic = topic();
        Queue queue = queue();
        String arn = subscribe(topic, queue, true);
        assertEquals(arn, subscribe(topic, queue, true));
        assertThrows(InvalidParameterException.class, () -> subscribe(topic, queue, false));
        Map<String, String> attributes =
                sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
        assertEquals(queue.arn(), attributes.get("Endpoint"));
        assertEquals("true", attributes.get("RawMessageDelivery"));
        assertEquals(
                List.of(arn),
                sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().stream()
                        .map(Subscription::subscriptionArn)
                        .toList());
        assertTrue(sns.listSubscriptionsPaginator().subscriptions().stream()
                .anyMatch(s -> s.subscriptionArn().equals(arn)));
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        assertThrows(NotFoundException.class, () -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)));
        sns.publish(r -> r.topicArn(topic).message("unheard"));
        assertTrue(nothingMoreIn(queue).isEmpty());
    }

    @Test
    void publishBatch_whenOneEntryIsTooLong_refusesThatOne() {
        String topic = topic();
        Queue queue = queue();
        subscribe(topic, queue, true);
        var answer = sns.publishBatch(r -> r.topicArn(topic)
                .publishBatchRequestEntries(
                        entry("a", "first"), entry("b", "x".repeat(262_145)), entry("c", "second")));
        assertEquals(
                List.of("a", "c"), answer.successful().stream().map(s -> s.id()).toList());
        assertEquals("b", answer.failed().get(0).id());
        assertEquals("InvalidParameter", answer.failed().get(0).code());
        assertEquals(
                Set.of("first", "second"),
                receive(queue, 2).stream().map(Message::body).collect(Collectors.toSet()));
        assertThrows(
                BatchEntryIdsNotDistinctException.class,
                () -> sns.publishBatch(
                        r -> r.topicArn(topic).publishBatchRequestEntries(entry("a", "1"), entry("a", "2"))));
        assertThrows(
                EmptyBatchRequestException.class,
                () -> sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(List.of())));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    @Test
    void publish_whenExactlyTheLimit_isTakenAndOneByteMoreIsNot() {
        String topic = topic();
        Queue queue = queue();
        subscribe(topic, queue, true);
        String longest = "ä".repeat(131_072);
        sns.publish(r -> r.topicArn(topic).message(longest));
        assertEquals(longest, receive(queue, 1).get(0).body());
        var e = assertThrows(
                InvalidParameterException.class,
                () -> sns.publish(r -> r.topicArn(topic).message(longest + "x")));
        assertEquals(400, e.statusCode());
        assertThrows(
                InvalidParameterException.class,
                () -> sns.publish(r -> r.topicArn(topic).message("")));
    }

    @Test
    void unsupported_whenAsked_isRefusedByName() {
        String topic = topic();
        Queue queue = queue();
        var filter = assertThrows(
                InvalidParameterException.class,
                () -> sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .attributes(Map.of("FilterPolicy", "{}"))));
        assertTrue(filter.toString().contains("FilterPolicy"), filter.toString());
        assertThrows(
                InvalidParameterException.class,
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("a@example.org")));
        assertThrows(
                InvalidParameterException.class,
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("http://somewhere")));
        assertThrows(InvalidParameterException.class, () -> sns.createTopic(r -> r.name("a.fifo")));
        assertThrows(InvalidParameterException.class, () -> sns.createTopic(r -> r.name("a b")));
        assertThrows(
                InvalidParameterException.class,
                () -> sns.publish(r -> r.topicArn(topic).message("{}").messageStructure("json")));
        assertThrows(
                InvalidParameterException.class,
                () -> sns.setTopicAttributes(
                        r -> r.topicArn(topic).attributeName("Colour").attributeValue("red")));
        String absent = topic + "x";
        var gone = assertThrows(
                NotFoundException.class,
                () -> sns.publish(r -> r.topicArn(absent).message("m")));
        assertEquals(404, gone.statusCode());
        assertThrows(NotFoundException.class, () -> subscribe(absent, queue, true));
    }

    @ParameterizedTest
    @CsvSource({"Action=Dance,InvalidAction", "Name=x,InvalidParameter", "Action=%zz,MalformedQueryString"})
    void answer_whenTheFormIsWrong_namesTheError(String form, String code) throws Exception {
        var answer = post(form);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer.body());
    }

    @Test
    void answer_whenTheBodyIsTooLarge_saysSo() throws Exception {
        var answer = post("Action=" + "x".repeat(1024 * 1024));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("RequestTooLarge"), answer.body());
    }

    private static HttpResponse<String> post(String form) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(emulators.endpoints().sns())
                                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void cut_whenOneQueueIsCut_dropsOnlyItsDeliveriesUntilRestored() {
        String topic = topic();
        Queue cut = queue();
        Queue whole = queue();
        subscribe(topic, cut, true);
        subscribe(topic, whole, true);
        long droppedBefore = emulators.sns().counts().dropped();
        emulators.sns().faults().cut(cut.url());
        sns.publish(r -> r.topicArn(topic).message("lost"));
        assertEquals("lost", receive(whole, 1).get(0).body());
        assertEquals(droppedBefore + 1, emulators.sns().counts().dropped());
        emulators.sns().faults().restore(cut.arn());
        sns.publish(r -> r.topicArn(topic).message("heard"));
        assertEquals("heard", receive(cut, 1).get(0).body());
    }

    @Test
    void publish_whenAQueueIsGone_countsItAndServesTheOthers() {
        String topic = topic();
        Queue gone = queue();
        Queue there = queue();
        subscribe(topic, gone, true);
        subscribe(topic, there, true);
        sqs.deleteQueue(r -> r.queueUrl(gone.url()));
        long before = emulators.sns().counts().undeliverable();
        sns.publish(r -> r.topicArn(topic).message("on"));
        assertEquals("on", receive(there, 1).get(0).body());
        Await.until(
                "the lost delivery is counted", () -> emulators.sns().counts().undeliverable() == before + 1);
    }

    @Test
    void publish_whenSqsDoesNotAnswer_sendsAgainInOrder() {
        AtomicInteger failures = new AtomicInteger(3);
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        SqsClient flaky = (SqsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    SendMessageRequest request = (SendMessageRequest) arguments[0];
                    if (request.messageBody().equals("2") && failures.getAndDecrement() > 0) {
                        throw SdkClientException.create("no answer");
                    }
                    taken.add(request.messageBody());
                    return sqs.sendMessage(request);
                });
        URI sqsEndpoint = emulators.endpoints().sqs();
        try (SnsFront front = SnsFront.start(0, flaky, sqsEndpoint, Clock.systemUTC());
                AwsClients clients = AwsClients.of(
                        new AwsEndpoints(emulators.endpoints().dynamoDb(), sqsEndpoint, front.endpoint()))) {
            String topic = clients.sns().createTopic(r -> r.name("flaky")).topicArn();
            Queue queue = queue();
            clients.sns()
                    .subscribe(r -> r.topicArn(topic)
                            .protocol("sqs")
                            .endpoint(queue.arn())
                            .attributes(Map.of("RawMessageDelivery", "true")));
            List<String> sent =
                    IntStream.range(0, 15).mapToObj(Integer::toString).toList();
            sent.forEach(m -> clients.sns().publish(r -> r.topicArn(topic).message(m)));
            assertEquals(
                    Set.copyOf(sent),
                    receive(queue, 15).stream().map(Message::body).collect(Collectors.toSet()));
            assertEquals(sent, taken, "the order of publication");
            assertEquals(3, front.counts().retried());
            assertEquals(0, front.counts().undeliverable());
        }
    }

    @Test
    void publish_whenTwoHundredSubscribe_reachesAllSoon() {
        String topic = topic();
        List<Queue> queues = IntStream.range(0, 200).mapToObj(i -> queue()).toList();
        queues.forEach(q -> subscribe(topic, q, true));
        String message = "x".repeat(1_000);
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            long before = emulators.sns().counts().delivered();
            long start = System.nanoTime();
            sns.publish(r -> r.topicArn(topic).message(message));
            Await.until("200 deliveries", () -> emulators.sns().counts().delivered() >= before + 200);
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        System.err.println("200 deliveries, ms per publish: " + millis);
        // Issue 2: the last of 200 agents within 2 s; the first rounds also load classes and compile.
        assertTrue(Collections.min(millis) < 2_000, millis.toString());
        assertEquals(6, receive(queues.get(0), 6).size());
        assertNull(nothingMoreIn(queues.get(0)).stream().findAny().orElse(null));
    }
}
