package dev.noticeboard.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.regex.Pattern;

/** Tells the answers that refuse a write from all others. */
public final class WriteRefusals {
    /** The one collection that is read by POST; the namespace before it takes two segments. */
    private static final Pattern BATCH = Pattern.compile("/namespaces/[^/]*/[^/]*/batch(/.*)?");

    /** Whether it is the refusal of a write: with a status from 400 to 499, and of no dry run. */
    public static boolean is(APIGatewayProxyRequestEvent event, APIGatewayProxyResponseEvent answer) {
        int status = answer.getStatusCode();
        String path = String.valueOf(event.getPath());
        boolean reads = "GET".equals(event.getHttpMethod()) || BATCH.matcher(path).matches();
        boolean dryRun = event.getQueryStringParameters() != null
                && "true".equals(event.getQueryStringParameters().get(Query.DRY_RUN));
        return status >= 400 && status < 500 && !reads && !dryRun;
    }

    private WriteRefusals() {}
}
