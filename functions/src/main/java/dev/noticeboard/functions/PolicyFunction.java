package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.upkeep.PolicyEnforcer;
import org.jspecify.annotations.Nullable;

/** Lambda's entry point of the parameters' policies, called every minute: does what is due. Thread-safe. */
public final class PolicyFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final PolicyEnforcer enforcer;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public PolicyFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    PolicyFunction(AwsBoard board) {
        this.enforcer = board.enforcer();
        this.invocations = board.invocations();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return invocations.run(context, () -> {
            invocations
                    .measures()
                    .take(Measure.EXPIRED_PARAMETERS, enforcer.run().expired());
            return null;
        });
    }
}
