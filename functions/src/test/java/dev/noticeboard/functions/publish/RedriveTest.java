package dev.noticeboard.functions.publish;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.done;
import static dev.noticeboard.functions.store.Fixtures.put;
import static dev.noticeboard.functions.store.Fixtures.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.fleet.SnsFakeClient;
import dev.noticeboard.functions.fleet.SqsFakeClient;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.FaultyStore;
import dev.noticeboard.functions.store.FaultyStore.Fault;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What was parked is published again, as the newest revision; and the adapters of topics and of the retry queue. */
class RedriveTest {
    private static final ResourceNames NAMES = new ResourceNames("noticeboard");

    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final Committer committer = Fixtures.committer(board, time, 1);
    private final SqsFakeClient sqs = new SqsFakeClient();
    private final SnsFakeClient sns = new SnsFakeClient(sqs);
    private final String subscriber = subscribe();

    private String subscribe() {
        String topic = sns.createTopic(r -> r.name(NAMES.topic(NS))).topicArn();
        String url = sqs.createQueue(r -> r.queueName("subscriber")).queueUrl();
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:subscriber"));
        return url;
    }

    private SQSBatchResponse redrive(BoardStore store, String... bodies) {
        Publisher publisher = new Publisher(
                new SnsTopics(sns, NAMES, SnsFakeClient.ARN_PREFIX), Duration.ofSeconds(10), time, new Random(1));
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return new Redrive(store, publisher, 2).handle(event);
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private List<Notice> received() {
        return sqs.queue(subscriber).messages().stream()
                .map(m -> Json.readStrict(m, Notice.class))
                .toList();
    }

    private String parked(Namespace namespace) {
        SqsRetryQueue queue = new SqsRetryQueue(
                sqs, sqs.createQueue(r -> r.queueName("retry")).queueUrl());
        queue.park(new Parked(namespace, 1));
        List<String> messages = sqs.queue("http://sqs/000000000000/retry").messages();
        return messages.get(messages.size() - 1);
    }

    @Test
    void redrive_whenParked_publishesTheNewestRevisionOnce() {
        done(committer.commit(request(put("a", "1"))));
        done(committer.commit(request(put("a", "2"))));
        assertEquals(List.of(), failed(redrive(board, parked(NS), parked(NS))));
        assertEquals(List.of(Notice.inline(board.changeSet(NS, 2).orElseThrow())), received());
    }

    @Test
    void redrive_whenTheEntryIsGone_publishesTheHeadByReference() {
        done(committer.commit(request(put("a", "1"))));
        BoardStore withoutLog = new FaultyStore(board, call -> Fault.NONE) {
            @Override
            public Optional<ChangeSet> changeSet(Namespace namespace, long revision) {
                return Optional.empty();
            }
        };
        assertEquals(List.of(), failed(redrive(withoutLog, parked(NS))));
        String epoch = board.head(NS).orElseThrow().epoch();
        assertEquals(List.of(Notice.byReference(NS, epoch, 1, 10_000)), received());
    }

    @Test
    void redrive_whenItFails_leavesTheMessageOnTheQueue() {
        done(committer.commit(request(put("a", "1"))));
        sns.down(true);
        assertEquals(List.of("m0"), failed(redrive(board, parked(NS))));
        sns.down(false);
        assertEquals(List.of("m0"), failed(redrive(new FaultyStore(board, c -> Fault.THROTTLED), parked(NS))));
        assertEquals(List.of("m0", "m1"), failed(redrive(board, "not JSON", "{\"revision\":1}", parked(NS))));
        assertEquals(1, received().size());
    }

    @Test
    void redrive_whenTheNamespaceIsUnknownOrNobodyListens_isDone() {
        assertEquals(List.of(), failed(redrive(board, parked(new Namespace("/other")))));
        done(committer.commit(request(put("a", "1"))));
        sns.deleteTopics();
        assertEquals(List.of(), failed(redrive(board, parked(NS))));
        assertEquals(List.of(), received());
    }

    @Test
    void park_whenTheQueueIsGone_fails() {
        SqsRetryQueue gone = new SqsRetryQueue(sqs, "http://sqs/000000000000/gone");
        Assertions.assertThrows(PublishFailedException.class, () -> gone.park(new Parked(NS, 1)));
    }

    @Test
    void names_whenOfAnyNamespace_fitTheServices() {
        assertEquals("noticeboard-".length() + 26, NAMES.topic(NS).length());
        assertEquals(NAMES.topic(NS), NAMES.topic(new Namespace("/billing/prod")));
        Assertions.assertNotEquals(NAMES.topic(NS), NAMES.topic(new Namespace("/billing")));
    }
}
