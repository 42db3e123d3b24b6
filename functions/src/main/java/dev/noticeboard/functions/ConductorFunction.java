package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.functions.rollout.Conductor;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's entry point of the conductor: called every minute by a schedule it looks at all rollouts; called with {@code {"namespace": …}} at those
 * of one namespace. Thread-safe.
 */
public final class ConductorFunction implements RequestHandler<Map<String, Object>, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ConductorFunction.class);

    private final Conductor conductor;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ConductorFunction() {
        this(AwsBoard.fromEnvironment(System.getenv()));
    }

    ConductorFunction(AwsBoard board) {
        this.conductor = board.conductor();
        this.invocations = board.invocations();
    }

    @Override
    public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
        return invocations.run(context, () -> {
            conduct(event.get("namespace"));
            return null;
        });
    }

    private void conduct(@Nullable Object namespace) {
        if (namespace == null) {
            measure(conductor.run());
        } else if (namespace instanceof String text && Namespace.check(text).isEmpty()) {
            measure(conductor.run(new Namespace(text)));
        } else {
            // Lambda would only send it again.
            LOG.warn("the conductor was called for what is no namespace");
        }
    }

    private void measure(Conductor.Conducted conducted) {
        invocations.measures().take(Measure.ROLLOUT_FAILURES, conducted.failures());
    }
}
