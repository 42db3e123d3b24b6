package dev.noticeboard.functions.observe;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What surrounds the work of every call of a function: its ids stand in each line that it logs, and what it measured is handed on at its end. Thread-safe. */
public final class Invocations {
    /** Lambda's id of the call, in the log's lines. */
    public static final String REQUEST_ID = "requestId";
    /** X-Ray's id of the trace, in the log's lines. */
    public static final String TRACE_ID = "traceId";

    private final Measures measures;

    /** Hands on these measures. */
    public Invocations(Measures measures) {
        this.measures = measures;
    }

    /** What the calls measure. */
    public Measures measures() {
        return measures;
    }

    /**
     * Works on one call.
     *
     * @param context Lambda's; null where there is none
     */
    public <T extends @Nullable Object> T run(@Nullable Context context, Supplier<T> work) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            if (context != null) {
                put(REQUEST_ID, context.getAwsRequestId());
                put(TRACE_ID, context.getXrayTraceId());
            }
            return work.get();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
            measures.flush();
        }
    }

    private static void put(String key, @Nullable String value) {
        if (value != null) {
            MDC.put(key, value);
        }
    }
}
