package dev.noticeboard.bench.propagation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Notes when the calls of the change under way were sent and answered: the first one of each operation. Thread-safe. */
final class Calls implements ExecutionInterceptor {
    private static final ExecutionAttribute<Long> SENT = new ExecutionAttribute<>("noticeboard.bench.sent");

    /**
     * One call, by {@link System#nanoTime}.
     *
     * @param sent when it was made
     * @param answered when its answer was there
     */
    record Call(long sent, long answered) {
        /** No such call. */
        static final Call NONE = new Call(0, 0);
    }

    private final Map<String, Call> first = new ConcurrentHashMap<>();
    private volatile int published;

    /** The length of the message published last; 0 before. */
    int published() {
        return published;
    }

    /** Forgets the former change's. */
    void begin() {
        first.clear();
    }

    /** The first call of an operation, as the SDK names it. */
    Call of(String operation) {
        return first.getOrDefault(operation, Call.NONE);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT, System.nanoTime());
        if (context.request() instanceof PublishRequest publish) {
            published = publish.message().length();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Long sent = attributes.getAttribute(SENT);
        if (operation != null && sent != null) {
            first.putIfAbsent(operation, new Call(sent, System.nanoTime()));
        }
    }
}
