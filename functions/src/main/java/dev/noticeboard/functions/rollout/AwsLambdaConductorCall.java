package dev.noticeboard.functions.rollout;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Calls the conductor's Lambda function, which runs by itself: Lambda queues the call and answers at once. Thread-safe. */
public final class AwsLambdaConductorCall implements ConductorCall {
    private final LambdaClient client;
    private final String function;

    /**
     * Calls over this client.
     *
     * @param function the function's name or ARN
     */
    public AwsLambdaConductorCall(LambdaClient client, String function) {
        this.client = client;
        this.function = function;
    }

    @Override
    public void call(Namespace namespace) {
        client.invoke(r -> r.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(Json.write(Map.of("namespace", namespace.text())))));
    }
}
