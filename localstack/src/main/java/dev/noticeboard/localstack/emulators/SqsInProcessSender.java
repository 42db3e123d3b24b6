package dev.noticeboard.localstack.emulators;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageContent;
import org.elasticmq.NewMessageData;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.SendMessage;
import scala.Option;
import scala.collection.immutable.Map$;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Hands a message to a queue of the ElasticMQ in this process, without the HTTP request that a thousand queues would each need for the
 * same body. What is more than plain text goes by HTTP all the same, where ElasticMQ reads and judges it itself.
 */
final class SqsInProcessSender implements SqsSender {
    /** Far more than an actor takes; one that stopped meanwhile, since its queue was deleted, never answers. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final ActorRef queues;
    private final SqsSender http;

    /**
     * @param queues ElasticMQ's queue manager
     * @param http for messages with attributes or unusual characters
     */
    SqsInProcessSender(ActorRef queues, SqsSender http) {
        this.queues = queues;
        this.http = http;
    }

    @Override
    public void send(SendMessageRequest message) {
        if (message.hasMessageAttributes() || !plain(message.messageBody())) {
            http.send(message);
            return;
        }
        String url = message.queueUrl();
        Option<?> queue = (Option<?>) answer(queues, new LookupQueue(url.substring(url.lastIndexOf('/') + 1)));
        if (queue.isEmpty()) {
            throw QueueDoesNotExistException.builder()
                    .message("the queue is gone")
                    .build();
        }
        answer((ActorRef) queue.get(), new SendMessage(data(message.messageBody())));
    }

    /** Characters that SQS takes, as far as one char tells. Source: SendMessage, MessageBody. */
    private static boolean plain(String body) {
        return body.chars().allMatch(c -> (c >= ' ' && c < Character.MIN_SURROGATE) || c == '\n');
    }

    private static NewMessageData data(String body) {
        return new NewMessageData(
                Option.empty(),
                new MessageContent(body),
                Map$.MODULE$.empty(),
                ImmediateNextDelivery$.MODULE$,
                Option.empty(),
                Option.empty(),
                0,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static Object answer(ActorRef actor, Object question) {
        try {
            return Patterns.ask(actor, question, ANSWER).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw SdkClientException.create(
                    "no answer of " + question.getClass().getSimpleName(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }
}
