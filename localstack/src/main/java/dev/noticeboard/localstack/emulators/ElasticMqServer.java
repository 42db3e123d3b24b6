package dev.noticeboard.localstack.emulators;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.Limits;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * ElasticMQ's SQS server. Queues live in memory and are gone when it stops; whoever had one makes it anew, as after a
 * real queue's deletion.
 */
public final class ElasticMqServer implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    /** SQS's own, as the server's default is. */
    private static final Limits LIMITS = StrictSQSLimits$.MODULE$;

    /** What we set otherwise than ElasticMQ and Pekko do. */
    private static final Map<String, Object> SETTINGS = Map.of(
            // A parked long poll holds a connection. Beyond Pekko's 1,024 connections and 100 waiting ones, a thousand
            // agents would stall each other for seconds.
            "pekko.http.server.max-connections", 8192,
            "pekko.http.server.backlog", 8192,
            // SQS's longest poll is 20 s (ReceiveMessage, WaitTimeSeconds); the answer needs a moment more.
            "pekko.http.server.request-timeout", "30 s",
            "pekko.loglevel", "WARNING",
            "pekko.stdout-loglevel", "OFF",
            "pekko.daemonic", "on",
            // close() ends it; on Ctrl-C the process's own hook calls that, in its order.
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
            "pekko.jvm-shutdown-hooks", "off");

    private final ActorSystem system;
    private final ActorRef queues;
    private final SQSRestServer server;
    private final URI endpoint;
    private boolean closed;

    private ElasticMqServer(ActorSystem system, ActorRef queues, SQSRestServer server, URI endpoint) {
        this.system = system;
        this.queues = queues;
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static ElasticMqServer start(int port) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        Config config = ConfigFactory.parseMap(SETTINGS).withFallback(ConfigFactory.load());
        ActorSystem system = ActorSystem.create("sqs", config);
        try {
            ActorRef queues = system.actorOf(
                    Props.create(QueueManagerActor.class, new NowProvider(), LIMITS, Option.empty()), "queues");
            SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                    .withQueueManagerActor(queues)
                    .withAWSAccountId(AwsEndpoints.ACCOUNT)
                    .withAWSRegion(AwsEndpoints.REGION)
                    .withInterface(host)
                    .withPort(port)
                    .start();
            int bound = server.waitUntilStarted().localAddress().getPort();
            return new ElasticMqServer(system, queues, server, URI.create("http://" + host + ":" + bound));
        } catch (RuntimeException e) {
            end(system);
            throw new UncheckedIOException(
                    "sqs cannot listen on port " + port + "; give another port, or 0 for a free one",
                    new IOException(e));
        }
    }

    /** Where it listens; queue URLs begin with it. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Reaches its queues from within this process.
     *
     * @param http reaches them by HTTP, for what needs that
     */
    SqsSender sender(SqsSender http) {
        return new SqsInProcessSender(queues, http);
    }

    /** Cuts all connections, forgets all queues and ends its threads. Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.stopAndGetFuture();
            end(system);
        }
    }

    private static void end(ActorSystem system) {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("sqs did not stop within " + STOP.toSeconds() + " s", e);
        }
    }
}
