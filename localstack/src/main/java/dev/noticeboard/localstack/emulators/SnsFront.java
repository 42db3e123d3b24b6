package dev.noticeboard.localstack.emulators;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SNS as far as this product uses it, since no Java library offers it: standard topics, queues as subscribers, over
 * SNS's own Query protocol, so that the SDK's client and the AWS command line work unchanged. Topics live in memory.
 *
 * <p>What it does not do, it refuses: other subscribers than queues, filter policies, FIFO topics, {@code MessageStructure}.
 * It does not check signatures or policies.
 */
public final class SnsFront implements AutoCloseable {
    /** A message's 256 KiB may triple when percent-encoded; ten batch entries share the same 256 KiB. */
    private static final int MAX_BODY = 1024 * 1024;
    /** Requests to SQS at a time: enough to keep two cores busy while some of them wait. */
    private static final int DELIVERY_THREADS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(SnsFront.class);

    private final LoopbackServer server;
    private final SnsDelivery delivery;
    private final DeliveryFaults faults;
    private final SnsCounters counters;

    /**
     * What became of the deliveries so far.
     *
     * @param delivered taken by their queue
     * @param undeliverable given up, because the queue is gone or refused the message
     * @param dropped lost on purpose, by {@link DeliveryFaults}
     * @param retried sends that failed and were repeated
     */
    public record Counts(long delivered, long undeliverable, long dropped, long retried) {}

    private SnsFront(LoopbackServer server, SnsDelivery delivery, DeliveryFaults faults, SnsCounters counters) {
        this.server = server;
        this.delivery = delivery;
        this.faults = faults;
        this.counters = counters;
    }

    /**
     * Starts it.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @param sqs the client to deliver with; stays the caller's to close, after this
     * @param sqsEndpoint where that client's queues are: the beginning of their URLs
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static SnsFront start(int port, SqsClient sqs, URI sqsEndpoint, Clock clock) {
        return start(port, (SqsSender) sqs::sendMessage, sqsEndpoint, clock);
    }

    /** As the other one, with another way to the queues. */
    static SnsFront start(int port, SqsSender sqs, URI sqsEndpoint, Clock clock) {
        DeliveryFaults faults = new DeliveryFaults();
        SnsCounters counters = new SnsCounters();
        SnsTopics topics = new SnsTopics();
        SnsDelivery delivery = new SnsDelivery(sqs, sqsEndpoint, faults, counters, DELIVERY_THREADS);
        SnsActions actions = new SnsActions(topics, delivery, new SnsPublish(topics, delivery, clock));
        try {
            LoopbackServer server =
                    LoopbackServer.start("sns", port, LoopbackServer.plain(), new QueryProtocol(actions));
            return new SnsFront(server, delivery, faults, counters);
        } catch (RuntimeException e) {
            delivery.close();
            throw e;
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** What goes wrong on purpose between topics and queues; nothing until told. */
    public DeliveryFaults faults() {
        return faults;
    }

    /** What became of the deliveries so far. */
    public Counts counts() {
        return new Counts(
                counters.delivered.sum(), counters.undeliverable.sum(), counters.dropped.sum(), counters.retried.sum());
    }

    /** Stops it and forgets topics and undelivered messages. Idempotent. */
    @Override
    public void close() {
        server.close();
        delivery.close();
    }

    /** One POST of a form, one answer in XML. */
    private static final class QueryProtocol extends Handler.Abstract {
        private final SnsActions actions;

        QueryProtocol(SnsActions actions) {
            this.actions = actions;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            String xml;
            try {
                xml = actions.answer(form(request));
            } catch (SnsError e) {
                response.setStatus(e.status());
                xml = SnsXml.error("Sender", e.code(), e.text());
            } catch (RuntimeException e) {
                LOG.error("a request failed", e);
                response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR_500);
                xml = SnsXml.error("Receiver", "InternalError", "The front failed; its log says why");
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml;charset=utf-8");
            response.write(true, ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }

        private static SnsForm form(Request request) throws IOException {
            if (!HttpMethod.POST.is(request.getMethod())) {
                throw SnsError.refused("InvalidAction", "Send the action as a form by POST");
            }
            byte[] body = LoopbackServer.body(request, MAX_BODY);
            if (body.length > MAX_BODY) {
                throw SnsError.refused("RequestTooLarge", "A request has at most " + MAX_BODY + " bytes");
            }
            return SnsForm.parse(new String(body, StandardCharsets.UTF_8));
        }
    }
}
