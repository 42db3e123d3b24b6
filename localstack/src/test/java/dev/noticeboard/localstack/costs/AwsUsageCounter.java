package dev.noticeboard.localstack.costs;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Counts what calls are charged as that succeeded: DynamoDB by its rules, SQS by the call, SNS by the publication (making topics and subscriptions costs
 * nothing). A call of another service fails, so that none goes uncounted. A long poll that brought nothing is not counted: the model knows how many there
 * are. Thread-safe.
 */
final class AwsUsageCounter implements ExecutionInterceptor {
    private Usage usage = Usage.NOTHING;
    private final Map<String, Integer> calls = new TreeMap<>();

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        Usage used = used(request, context.response());
        if (!used.amounts().isEmpty()) {
            String service = request.getClass().getPackageName().replaceAll(".*services\\.(\\w+)\\.model", "$1");
            String action = request.getClass().getSimpleName().replaceAll("Request$", "");
            synchronized (this) {
                usage = usage.plus(used);
                calls.merge(service + ":" + action, 1, Integer::sum);
            }
        }
    }

    private static Usage used(SdkRequest request, SdkResponse response) {
        if (request instanceof SnsRequest) {
            return request instanceof PublishRequest ? Usage.of(Charge.SNS_PUBLISH, 1) : Usage.NOTHING;
        }
        if (request instanceof SqsRequest) {
            boolean idle = response instanceof ReceiveMessageResponse received
                    && received.messages().isEmpty();
            return idle ? Usage.NOTHING : Usage.of(Charge.SQS_REQUEST, 1);
        }
        if (request instanceof DynamoDbRequest) {
            return AwsRequestUnits.of(request, response);
        }
        throw new IllegalStateException("nobody knows what " + request.getClass() + " is charged as");
    }

    /**
     * All that was counted so far.
     *
     * @param calls by service and action
     */
    record Tally(Usage usage, Map<String, Integer> calls) {
        Tally minus(Tally earlier) {
            Map<String, Integer> more = new TreeMap<>();
            calls.forEach((action, n) -> {
                int made = n - earlier.calls.getOrDefault(action, 0);
                if (made > 0) {
                    more.put(action, made);
                }
            });
            return new Tally(usage.minus(earlier.usage), more);
        }
    }

    synchronized Tally tally() {
        return new Tally(usage, new TreeMap<>(calls));
    }
}
