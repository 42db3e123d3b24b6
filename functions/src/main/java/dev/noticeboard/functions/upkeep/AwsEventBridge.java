package dev.noticeboard.functions.upkeep;

import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.schemas.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Tells an EventBridge bus. Entries that it refuses one by one are sent again. Thread-safe. */
public final class AwsEventBridge implements BoardEvents {
    /** The source of all our events. */
    public static final String SOURCE = "noticeboard";

    /** Entries of a call. Source: EventBridge API, {@code PutEvents}. */
    private static final int ENTRIES = 10;

    private static final int TRIES = 4;
    private static final Duration PAUSE_BASE = Duration.ofMillis(100);
    private static final Duration PAUSE_CAP = Duration.ofSeconds(1);

    private final EventBridgeClient client;
    private final String bus;
    private final Pauses pauses;
    private final Backoff backoff;

    /**
     * Tells a bus.
     *
     * @param bus its name or ARN
     */
    public AwsEventBridge(EventBridgeClient client, String bus, Pauses pauses, RandomGenerator random) {
        this.client = client;
        this.bus = bus;
        this.pauses = pauses;
        this.backoff = new Backoff(PAUSE_BASE, PAUSE_CAP, random);
    }

    @Override
    public void publish(List<BoardEvent> events) {
        for (int from = 0; from < events.size(); from += ENTRIES) {
            send(events.subList(from, Math.min(from + ENTRIES, events.size())).stream()
                    .map(this::entry)
                    .toList());
        }
    }

    private void send(List<PutEventsRequestEntry> entries) {
        List<PutEventsRequestEntry> left = entries;
        for (int failures = 1; ; failures++) {
            PutEventsResponse answer = put(left);
            if (answer.failedEntryCount() == 0) {
                return;
            }
            List<PutEventsRequestEntry> refused = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                if (answer.entries().get(i).errorCode() != null) {
                    refused.add(left.get(i));
                }
            }
            if (failures >= TRIES) {
                String codes = answer.entries().stream()
                        .map(PutEventsResultEntry::errorCode)
                        .filter(code -> code != null)
                        .distinct()
                        .collect(Collectors.joining(", "));
                throw new EventsUnavailableException(refused.size(), codes, null);
            }
            left = refused;
            pauses.pause(backoff.next(failures));
        }
    }

    private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
        try {
            return client.putEvents(r -> r.entries(entries));
        } catch (SdkException e) {
            throw new EventsUnavailableException(entries.size(), e.getClass().getSimpleName(), e);
        }
    }

    private PutEventsRequestEntry entry(BoardEvent event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(event.title())
                .detail(Json.write(event.detail()))
                .build();
    }
}
