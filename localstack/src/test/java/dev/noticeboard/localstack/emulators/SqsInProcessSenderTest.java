package dev.noticeboard.localstack.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.localstack.testing.Await;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class SqsInProcessSenderTest {
    private static ElasticMqServer server;
    private static SqsClient sqs;
    private final List<String> byHttp = new ArrayList<>();
    private SqsSender sender;

    @BeforeAll
    static void start() {
        server = ElasticMqServer.start(0);
        sqs = AwsClients.unsignedSqs(server.endpoint());
    }

    @BeforeEach
    void reach() {
        sender = server.sender(m -> byHttp.add(m.messageBody()));
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    private static SendMessageRequest message(String url, String body) {
        return SendMessageRequest.builder().queueUrl(url).messageBody(body).build();
    }

    @Test
    void send_whenPlainText_isInTheQueueWithoutHttp() {
        String url = sqs.createQueue(r -> r.queueName("plain")).queueUrl();
        Set<String> sent = Set.of("{\"ä\":\"<&>\"}\n", "two");
        sent.forEach(body -> sender.send(message(url, body)));
        Set<String> received = new HashSet<>();
        Await.until("both", () -> {
            sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                    .messages()
                    .forEach(m -> received.add(m.body()));
            return received.equals(sent);
        });
        assertEquals(List.of(), byHttp);
    }

    @Test
    void send_whenAReceiveIsParked_answersIt() {
        String url = sqs.createQueue(r -> r.queueName("parked")).queueUrl();
        Thread sending = new Thread(() -> sender.send(message(url, "early")));
        sending.start();
        assertEquals(
                "early",
                sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20))
                        .messages()
                        .get(0)
                        .body());
    }

    @Test
    void send_whenTheQueueIsGone_saysSo() {
        String url = sqs.createQueue(r -> r.queueName("gone")).queueUrl();
        sqs.deleteQueue(r -> r.queueUrl(url));
        assertThrows(QueueDoesNotExistException.class, () -> sender.send(message(url, "lost")));
    }

    @Test
    void send_whenThereIsMoreThanPlainText_goesByHttp() {
        String url = sqs.createQueue(r -> r.queueName("more")).queueUrl();
        var kind = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("x")
                .build();
        sender.send(message(url, "with attributes").toBuilder()
                .messageAttributes(Map.of("kind", kind))
                .build());
        sender.send(message(url, "\uD83D\uDE00"));
        sender.send(message(url, "\u0001"));
        assertEquals(List.of("with attributes", "\uD83D\uDE00", "\u0001"), byHttp);
    }
}
