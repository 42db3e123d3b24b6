package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.functions.fleet.FleetGauge;
import dev.noticeboard.functions.fleet.Sweeper;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measure;
import org.jspecify.annotations.Nullable;

/** Lambda's entry point of the sweeper, called at a rate: removes what expired leases left behind. Thread-safe. */
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Sweeper sweeper;
    private final FleetGauge gauge;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public SweepFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    SweepFunction(AwsBoard board) {
        this.sweeper = board.sweeper();
        this.gauge = board.gauge();
        this.invocations = board.invocations();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return invocations.run(context, () -> {
            FleetGauge.Count fleet = gauge.begin();
            Sweeper.Swept swept = sweeper.sweep(fleet::add);
            invocations.measures().take(Measure.SWEPT_AGENTS, swept.leases());
            fleet.take();
            return null;
        });
    }
}
