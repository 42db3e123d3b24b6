package dev.noticeboard.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

/** Tells the answers that refuse a write from all others. */
public final class WriteRefusals {
    /** The one route that reads by POST. */
    private static final String BATCH = "/batch";

    /** Whether it is the refusal of a write: with a status from 400 to 499, and of no dry run. */
    public static boolean is(APIGatewayProxyRequestEvent event, APIGatewayProxyResponseEvent answer) {
        int status = answer.getStatusCode();
        String path = String.valueOf(event.getPath());
        boolean reads = "GET".equals(event.getHttpMethod()) || path.endsWith(BATCH) || path.contains(BATCH + "/");
        boolean dryRun = event.getQueryStringParameters() != null
                && "true".equals(event.getQueryStringParameters().get(Query.DRY_RUN));
        return status >= 400 && status < 500 && !reads && !dryRun;
    }

    private WriteRefusals() {}
}
