package dev.noticeboard.functions.invoke;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.validate.ChangeValidator;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Asks a Lambda function, once and for {@link ChangeValidator#LIMIT} at most. What goes wrong is told without anything that
 * the function said, which could hold a value. Thread-safe.
 */
public final class AwsLambdaValidator implements ChangeValidator {
    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaValidator.class);
    /** Source: AWS Lambda quotas, "Invocation payload", 6 MB for a synchronous request. */
    private static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

    private static final int FORBIDDEN = 403;

    private final LambdaClient client;
    private final Duration limit;

    AwsLambdaValidator(LambdaClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Asks over a client of its own, which neither repeats a call nor waits longer than the limit. */
    public static AwsLambdaValidator connect() {
        return connect(LIMIT, builder -> {});
    }

    /**
     * As {@link #connect()}, with another limit and client.
     *
     * @param more says what else is told to the builder of the client
     */
    public static AwsLambdaValidator connect(Duration limit, Consumer<LambdaClientBuilder> more) {
        LambdaClientBuilder builder = LambdaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(limit)
                        // Only a second line of defence; the call's own limit tells more.
                        .socketTimeout(limit.multipliedBy(2)))
                .overrideConfiguration(o -> o.apiCallTimeout(limit).retryStrategy(AwsRetryStrategy.doNotRetry()));
        more.accept(builder);
        return new AwsLambdaValidator(builder.build(), limit);
    }

    @Override
    public Verdict judge(String function, Proposal proposal) {
        SdkBytes payload = SdkBytes.fromUtf8String(ValidatorMessages.question(proposal));
        if (payload.asByteArrayUnsafe().length > PAYLOAD_BYTES) {
            return new Verdict.Unavailable("cannot be asked: as JSON the change set has more than the " + PAYLOAD_BYTES
                    + " bytes that Lambda takes; split it");
        }
        try {
            return read(client.invoke(r -> r.functionName(function)
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(payload)));
        } catch (SdkException e) {
            LogEvent.VALIDATOR_UNAVAILABLE.in(LOG.atWarn()).log("asking {} failed: {}", function, Faults.describe(e));
            return new Verdict.Unavailable(reason(e));
        }
    }

    private static Verdict read(InvokeResponse answer) {
        if (answer.functionError() != null) {
            return new Verdict.Unavailable("failed; its own log says why");
        }
        SdkBytes payload = answer.payload();
        return ValidatorMessages.verdict(payload == null ? new byte[0] : payload.asByteArrayUnsafe());
    }

    private String reason(SdkException e) {
        if (e instanceof ApiCallTimeoutException) {
            return "took longer than " + limit.toMillis() + " ms";
        }
        if (e instanceof ResourceNotFoundException) {
            return "does not exist";
        }
        if (e instanceof TooManyRequestsException) {
            return "has no capacity at the moment";
        }
        if (e instanceof AwsServiceException s) {
            return s.statusCode() == FORBIDDEN ? "may not be called by the board" : "was not run by Lambda";
        }
        return "could not be reached";
    }
}
