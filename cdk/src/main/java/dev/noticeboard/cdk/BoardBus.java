package dev.noticeboard.cdk;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Archive;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.constructs.Construct;

/** An event bus of the board's own, with an archive of its events, for those who would replay them. */
public final class BoardBus extends Construct {
    private final EventBus bus;

    BoardBus(Construct scope, String prefix, Duration archived) {
        super(scope, "Bus");
        this.bus = EventBus.Builder.create(this, "Bus").eventBusName(prefix).build();
        Archive.Builder.create(this, "Archive")
                .sourceEventBus(bus)
                .description("Noticeboard " + prefix + ": policies and rollouts")
                .eventPattern(EventPattern.builder()
                        .account(List.of(Stack.of(this).getAccount()))
                        .build())
                .retention(Durations.cdk(archived))
                .build();
    }

    /** The bus. */
    public EventBus bus() {
        return bus;
    }
}
