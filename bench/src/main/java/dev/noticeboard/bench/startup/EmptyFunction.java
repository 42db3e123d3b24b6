package dev.noticeboard.bench.startup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** A peer: a function that does nothing, which is what Lambda's runtime client alone costs. */
public final class EmptyFunction implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return "";
    }
}
