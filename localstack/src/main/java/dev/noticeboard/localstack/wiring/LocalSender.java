package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the sender of each message as SQS does: by IAM's unique id. Emulators write a constant of their own there, and the local front knows
 * one caller; so that one has sent them all.
 *
 * @param callerId the front's caller
 * @param function what is called
 */
public record LocalSender(String callerId, RequestHandler<SQSEvent, SQSBatchResponse> function)
        implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final String SENDER = "SenderId";

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            Map<String, String> attributes = new HashMap<>(message.getAttributes());
            attributes.put(SENDER, callerId);
            message.setAttributes(attributes);
        }
        return function.handleRequest(event, context);
    }
}
