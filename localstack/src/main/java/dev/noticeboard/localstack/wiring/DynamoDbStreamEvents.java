package dev.noticeboard.localstack.wiring;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Turns the SDK's stream records into those of Lambda's events. */
final class DynamoDbStreamEvents {

    static DynamodbStreamRecord record(Record from, String streamArn) {
        var change = new StreamRecord();
        var source = from.dynamodb();
        change.setSequenceNumber(source.sequenceNumber());
        change.setSizeBytes(source.sizeBytes());
        if (source.streamViewType() != null) {
            change.setStreamViewType(StreamViewType.valueOf(source.streamViewTypeAsString()));
        }
        if (source.approximateCreationDateTime() != null) {
            change.setApproximateCreationDateTime(Date.from(source.approximateCreationDateTime()));
        }
        change.setKeys(item(source.hasKeys() ? source.keys() : null));
        change.setNewImage(item(source.hasNewImage() ? source.newImage() : null));
        change.setOldImage(item(source.hasOldImage() ? source.oldImage() : null));
        var record = new DynamodbStreamRecord();
        record.setEventID(from.eventID());
        record.setEventName(from.eventNameAsString());
        record.setEventVersion(from.eventVersion());
        record.setEventSource(from.eventSource());
        record.setAwsRegion(from.awsRegion());
        record.setEventSourceARN(streamArn);
        record.setDynamodb(change);
        return record;
    }

    private static @Nullable Map<String, AttributeValue> item(
            @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> from) {
        if (from == null) {
            return null;
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        from.forEach((name, value) -> item.put(name, value(value)));
        return item;
    }

    static AttributeValue value(software.amazon.awssdk.services.dynamodb.model.AttributeValue from) {
        var value = new AttributeValue();
        switch (from.type()) {
            case S -> value.setS(from.s());
            case N -> value.setN(from.n());
            case B -> value.setB(from.b().asByteBuffer());
            case BOOL -> value.setBOOL(from.bool());
            case NUL -> value.setNULL(from.nul());
            case SS -> value.setSS(from.ss());
            case NS -> value.setNS(from.ns());
            case BS ->
                value.setBS(from.bs().stream().map(SdkBytes::asByteBuffer).toList());
            case L ->
                value.setL(from.l().stream().map(DynamoDbStreamEvents::value).toList());
            case M -> value.setM(item(from.m()));
            // An empty map or list in a stream record reaches us without a type.
            default -> value.setM(Map.of());
        }
        return value;
    }

    private DynamoDbStreamEvents() {}
}
