package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.functions.fleet.Sweeper;
import org.jspecify.annotations.Nullable;

/** Lambda's entry point of the sweeper, called at a rate: removes what expired leases left behind. Thread-safe. */
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Sweeper sweeper;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public SweepFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()).sweeper());
    }

    SweepFunction(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        sweeper.sweep();
        return null;
    }
}
