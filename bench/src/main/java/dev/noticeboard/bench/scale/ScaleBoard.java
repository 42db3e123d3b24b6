package dev.noticeboard.bench.scale;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.functions.AwsBoard;
import dev.noticeboard.functions.BoardSettings;
import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.wiring.ApiFront;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The API over an embedded table, and a bare client of the same table for the peer. Nothing reads the table's stream and no schedule runs: in AWS neither
 * slows writers, while here they would share DynamoDB Local's one writer thread with what is measured. Close it at the end.
 */
final class ScaleBoard implements AutoCloseable {
    private static final BoardNames NAMES = BoardNames.of("scale");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AwsEmulators emulators;
    private final AwsBootstrap.Created created;
    private final WireCounter ours = new WireCounter();
    private final WireCounter peers = new WireCounter();
    private final AwsClients counted;
    private final BareTable bare;
    private final BoardApi api;

    ScaleBoard() {
        emulators = opened(AwsEmulators.start(AwsEmulators.Options.inMemory()));
        created = AwsBootstrap.create(emulators.clients(), NAMES);
        counted = opened(AwsClients.of(emulators.endpoints(), ours));
        bare = new BareTable(opened(AwsClients.of(emulators.endpoints(), peers)).dynamoDb(), NAMES.table());
        api = process();
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** The API of another process: functions and a front of its own, which share nothing with the others but the table. */
    BoardApi process() {
        BoardSettings settings = BoardSettings.defaults(
                        NAMES.table(), NAMES.prefix(), created.topicArnPrefix(), created.retryQueueUrl())
                .withReportsQueue(created.reportsQueueUrl());
        AwsBoard functions =
                AwsBoard.wire(counted.dynamoDb(), counted.sns(), counted.sqs(), settings, Clock.systemUTC());
        ApiFront front = opened(ApiFront.start(ApiFront.Options.at(0), Clock.systemUTC(), functions.httpFunction()));
        return new BoardApi(SigV4ApiClient.of(front.endpoint()));
    }

    BoardApi api() {
        return api;
    }

    String table() {
        return NAMES.table();
    }

    /** The clients of the functions and of agents. */
    AwsClients clients() {
        return counted;
    }

    /** Counts what the functions and agents call. */
    WireCounter ours() {
        return ours;
    }

    BareTable bare() {
        return bare;
    }

    /** Counts what the peer calls. */
    WireCounter peers() {
        return peers;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the board did not stop", e);
            }
        }
    }
}
