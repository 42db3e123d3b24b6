package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.upkeep.HistoryKeeper;
import org.jspecify.annotations.Nullable;

/** Lambda's entry point of the retention, called every day: drops versions that the settings do not keep. Thread-safe. */
public final class RetentionFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final HistoryKeeper keeper;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public RetentionFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    RetentionFunction(AwsBoard board) {
        this.keeper = board.keeper();
        this.invocations = board.invocations();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return invocations.run(context, () -> {
            keeper.run();
            return null;
        });
    }
}
