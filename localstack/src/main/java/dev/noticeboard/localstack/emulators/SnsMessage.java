package dev.noticeboard.localstack.emulators;

import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One published message.
 *
 * @param id its MessageId
 * @param topicArn where it was published
 * @param subject its subject, if it has one
 * @param body the message itself
 * @param attributes its attributes by name
 * @param published when
 */
record SnsMessage(
        String id,
        String topicArn,
        @Nullable String subject,
        String body,
        Map<String, Attribute> attributes,
        Instant published) {
    /** SNS and SQS: 256 KiB for a message with its attributes, in UTF-8 bytes. */
    static final int MAX_BYTES = 256 * 1024;

    /** @param value the text, or for {@code Binary} its Base64 form */
    record Attribute(String type, String value) {}

    /** What SNS counts: the body and the attributes' names, types and values. */
    int bytes() {
        int attributeBytes = 0;
        for (Map.Entry<String, Attribute> a : attributes.entrySet()) {
            attributeBytes += bytes(a.getKey())
                    + bytes(a.getValue().type())
                    + bytes(a.getValue().value());
        }
        return bytes(body) + attributeBytes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The JSON in which SNS wraps a message for a subscription without raw delivery; this front signs nothing. */
    String envelope() {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", id);
        envelope.put("TopicArn", topicArn);
        if (subject != null) {
            envelope.put("Subject", subject);
        }
        envelope.put("Message", body);
        envelope.put("Timestamp", published.toString());
        if (!attributes.isEmpty()) {
            Map<String, Object> wrapped = new TreeMap<>();
            attributes.forEach((name, a) -> wrapped.put(name, Map.of("Type", a.type(), "Value", a.value())));
            envelope.put("MessageAttributes", wrapped);
        }
        return Json.write(envelope);
    }

    /** Without the body, which may hold values. */
    @Override
    public String toString() {
        return "message " + id;
    }
}
