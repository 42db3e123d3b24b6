package dev.noticeboard.functions.resource;

import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What CloudFormation is told. Source: AWS CloudFormation User Guide, "Custom resource response objects".
 *
 * @param done whether what was asked is so now
 * @param reason for people: what was done, or why not and what to do; holds no value
 * @param physicalId the same for all answers about one thing; another one makes CloudFormation delete the old one afterwards
 * @param data what templates may ask of the resource
 */
public record ResourceAnswer(boolean done, String reason, String physicalId, Map<String, String> data) {
    /** Bytes of an answer. Source: as above. */
    static final int BYTES = 4096;

    private static final String CUT = " …";

    /** A success. */
    static ResourceAnswer done(String physicalId, String reason, Map<String, String> data) {
        return new ResourceAnswer(true, reason, physicalId, data);
    }

    /** A failure. */
    static ResourceAnswer failed(String physicalId, String reason) {
        return new ResourceAnswer(false, reason, physicalId, Map.of());
    }

    /** The JSON text for CloudFormation; a reason that is too long is cut. */
    public String json(ResourceRequest request) {
        String text = json(request, reason);
        String shorter = reason;
        while (bytes(text) > BYTES && !shorter.isEmpty()) {
            int end = Math.max(0, shorter.length() - Math.max(1, (bytes(text) - BYTES) / 6));
            boolean half = end > 0 && Character.isHighSurrogate(shorter.charAt(end - 1));
            shorter = shorter.substring(0, half ? end - 1 : end);
            text = json(request, shorter + CUT);
        }
        return text;
    }

    private String json(ResourceRequest request, String why) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Status", done ? "SUCCESS" : "FAILED");
        fields.put("Reason", why);
        fields.put("PhysicalResourceId", physicalId);
        fields.put("StackId", request.stackId());
        fields.put("RequestId", request.requestId());
        fields.put("LogicalResourceId", request.logicalId());
        fields.put("Data", data);
        return Json.write(fields);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
