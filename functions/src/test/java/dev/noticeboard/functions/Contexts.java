package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Contexts of invocations that know their ids and refuse everything else. */
public final class Contexts {
    /** Of an invocation with these ids. */
    public static Context of(String requestId, @Nullable String traceId) {
        return (Context) Proxy.newProxyInstance(
                Contexts.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getAwsRequestId" -> requestId;
                    case "getXrayTraceId" -> traceId;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Contexts() {}
}
