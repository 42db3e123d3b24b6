package dev.noticeboard.agent.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.noticeboard.agent.AwsAgentClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter over the wire, against canned answers of SQS's JSON protocol; an emulator holds it to the contract elsewhere. */
@Timeout(30)
class SqsNoticeSourceTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile Function<String, String> answers = body -> "{}";
    private volatile int status = 200;
    private HttpServer server;
    private AwsAgentClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + request);
            byte[] answer = answers.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        clients = AwsAgentClients.connect(
                "us-east-1",
                null,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        release.countDown();
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private NoticeSource source() {
        return clients.noticeSource("http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/queue");
    }

    @Test
    void receive_whenMessagesWait_asksForTenAndTwentySeconds() {
        answers = body ->
                "{\"Messages\":[{\"MessageId\":\"1\",\"ReceiptHandle\":\"r1\",\"MD5OfBody\":\"5d41402abc4b2a76b9719d911017c592\",\"Body\":\"hello\"}]}";
        assertEquals(List.of(new NoticeSource.Received("hello", "r1")), source().receive());
        assertTrue(requests.get(0).contains("\"MaxNumberOfMessages\":10"), requests.get(0));
        assertTrue(requests.get(0).contains("\"WaitTimeSeconds\":20"), requests.get(0));
    }

    @Test
    void delete_whenThereAreMany_sendsBatchesOfTen() {
        List<NoticeSource.Received> done = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            done.add(new NoticeSource.Received("body", "receipt" + i));
        }
        source().delete(done);
        assertEquals(2, requests.size());
        assertTrue(requests.get(0).startsWith("AmazonSQS.DeleteMessageBatch"), requests.get(0));
        assertTrue(requests.get(1).contains("receipt11"));
    }

    @Test
    void receive_whenTheQueueIsGone_saysSo() {
        status = 400;
        answers = body -> "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"gone\"}";
        assertThrows(NoticeSource.QueueGoneException.class, () -> source().receive());
        assertThrows(
                NoticeSource.QueueGoneException.class,
                () -> source().delete(List.of(new NoticeSource.Received("b", "r"))));
    }

    @Test
    void receive_whenTheCallFails_failsOnceWithoutRetries() {
        status = 500;
        assertThrows(NoticeSource.ReceiveException.class, () -> source().receive());
        assertEquals(1, requests.size(), "the receive loop has its own backoff");
    }

    @Test
    void close_whenALongPollIsParked_cutsItShort() throws Exception {
        answers = body -> {
            parked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "{}";
        };
        NoticeSource source = source();
        CompletableFuture<List<NoticeSource.Received>> receiving =
                CompletableFuture.supplyAsync(source::receive, threads);
        parked.await();
        long start = System.nanoTime();
        ExecutionException e = null;
        while (e == null) {
            source.close();
            try {
                receiving.get(50, TimeUnit.MILLISECONDS);
            } catch (ExecutionException ended) {
                e = ended;
            } catch (java.util.concurrent.TimeoutException again) {
                // The request was just being sent; it is cut short the next time.
            }
        }
        assertInstanceOf(NoticeSource.ReceiveException.class, e.getCause());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(5)) < 0);
    }
}
