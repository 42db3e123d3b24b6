package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The adapter over the wire. */
class AwsLambdaConductorCallTest {
    private final List<Asked> calls = Collections.synchronizedList(new ArrayList<>());
    private int status = 202;
    private final FakeHttp server = new FakeHttp(asked -> {
        calls.add(asked);
        return Answered.of(status, "");
    });
    private final ConductorCall call = new AwsLambdaConductorCall(
            LambdaClient.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .httpClient(UrlConnectionHttpClient.create())
                    .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                    .build(),
            "conductor");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void call_whenTaken_namesTheNamespaceAndWaitsForNothing() {
        call.call(NS);
        Asked asked = calls.get(0);
        assertEquals("/2015-03-31/functions/conductor/invocations", asked.uri().getPath());
        assertEquals("Event", asked.headers().get("X-Amz-Invocation-Type"));
        assertEquals("{\"namespace\":\"/billing/prod\"}", asked.body());
    }

    @Test
    void call_whenRefused_saysSo() {
        status = 429;
        assertThrows(SdkException.class, () -> call.call(NS));
        ConductorCall.none().call(NS);
    }
}
