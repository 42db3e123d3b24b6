package dev.noticeboard.localstack.emulators;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Publish and PublishBatch: checks messages as SNS does, then hands them over for delivery. */
final class SnsPublish {
    /** SNS: at most 10 entries in a PublishBatch. */
    private static final int BATCH = 10;

    private final SnsTopics topics;
    private final SnsDelivery delivery;
    private final Clock clock;

    SnsPublish(SnsTopics topics, SnsDelivery delivery, Clock clock) {
        this.topics = topics;
        this.delivery = delivery;
        this.clock = clock;
    }

    String publish(SnsForm form) {
        String topicArn = form.find("TopicArn").or(() -> form.find("TargetArn")).orElse("");
        if (topicArn.isEmpty()) {
            throw SnsError.invalid("TopicArn", "this front publishes to topics only; give one");
        }
        List<SnsSubscription> subscriptions = topics.subscriptions(topicArn);
        SnsMessage message = message(form, topicArn);
        delivery.publish(message, subscriptions);
        return SnsXml.answer("Publish", r -> r.element("MessageId", message.id()));
    }

    String publishBatch(SnsForm form) {
        String topicArn = form.get("TopicArn");
        List<SnsSubscription> subscriptions = topics.subscriptions(topicArn);
        List<SnsForm> entries = form.items("PublishBatchRequestEntries.member");
        checkBatch(entries);
        Map<String, SnsMessage> accepted = new LinkedHashMap<>();
        Map<String, SnsError> failed = new LinkedHashMap<>();
        for (SnsForm entry : entries) {
            try {
                accepted.put(entry.get("Id"), message(entry, topicArn));
            } catch (SnsError e) {
                failed.put(entry.get("Id"), e);
            }
        }
        if (accepted.values().stream().mapToInt(SnsMessage::bytes).sum() > SnsMessage.MAX_BYTES) {
            throw SnsError.refused("BatchRequestTooLong", "The messages of a batch have at most 262144 bytes together");
        }
        accepted.values().forEach(m -> delivery.publish(m, subscriptions));
        return SnsXml.answer(
                "PublishBatch",
                r -> r.element(
                                "Successful",
                                s -> accepted.forEach((id, m) -> s.element(
                                        "member", e -> e.element("Id", id).element("MessageId", m.id()))))
                        .element(
                                "Failed",
                                f -> failed.forEach((id, error) -> f.element(
                                        "member",
                                        e -> e.element("Id", id)
                                                .element("Code", error.code())
                                                .element("Message", error.text())
                                                .element("SenderFault", "true")))));
    }

    private static void checkBatch(List<SnsForm> entries) {
        if (entries.isEmpty()) {
            throw SnsError.refused("EmptyBatchRequest", "The batch request contains no entries");
        }
        if (entries.size() > BATCH) {
            throw SnsError.refused("TooManyEntriesInBatchRequest", "A batch has at most " + BATCH + " entries");
        }
        Set<String> ids = new HashSet<>();
        for (SnsForm entry : entries) {
            String id = entry.get("Id");
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw SnsError.refused(
                        "InvalidBatchEntryId", "An Id has 1 to 80 letters, digits, hyphens and underscores");
            }
            if (!ids.add(id)) {
                throw SnsError.refused("BatchEntryIdsNotDistinct", "Two entries have the same Id");
            }
        }
    }

    private SnsMessage message(SnsForm form, String topicArn) {
        if (form.find("MessageStructure").isPresent()) {
            throw SnsError.invalid("MessageStructure", "this front delivers to queues only; send the plain message");
        }
        Map<String, SnsMessage.Attribute> attributes = new LinkedHashMap<>();
        for (SnsForm a : new ArrayList<>(form.items("MessageAttributes.entry"))) {
            String value = a.find("Value.StringValue")
                    .or(() -> a.find("Value.BinaryValue"))
                    .orElseThrow(() -> SnsError.refused(
                            "ParameterValueInvalid", "The attribute '" + a.get("Name") + "' has no value"));
            attributes.put(a.get("Name"), new SnsMessage.Attribute(a.get("Value.DataType"), value));
        }
        SnsMessage message = new SnsMessage(
                UUID.randomUUID().toString(),
                topicArn,
                form.find("Subject").orElse(null),
                form.find("Message")
                        .filter(m -> !m.isEmpty())
                        .orElseThrow(() -> SnsError.invalid("Message", "Empty message")),
                attributes,
                clock.instant());
        if (message.bytes() > SnsMessage.MAX_BYTES) {
            throw SnsError.invalid("Message", "Message too long: at most " + SnsMessage.MAX_BYTES + " bytes");
        }
        return message;
    }
}
