package dev.noticeboard.functions.resource;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation asks of one resource of a stack. Source: AWS CloudFormation User Guide, "Custom resource request objects".
 *
 * @param kind what is asked
 * @param requestId of the request, the same when it is delivered again
 * @param stackId the stack's ARN
 * @param logicalId the resource's name in the template
 * @param type the resource's type in the template
 * @param answerTo the URL that takes the answer; whoever knows it can answer
 * @param physicalId what was answered before; absent when the resource is made
 * @param properties as the template has them: CloudFormation makes texts of all scalars
 * @param before the properties that an update replaces; empty otherwise
 */
public record ResourceRequest(
        Kind kind,
        String requestId,
        String stackId,
        String logicalId,
        String type,
        String answerTo,
        @Nullable String physicalId,
        Map<String, Object> properties,
        Map<String, Object> before) {
    /** Characters of a label's part that is unlike any other resource's. */
    private static final int LABEL_HASH = 20;

    private static final int LABEL_STACK = 40;

    /** What can be asked. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Reads Lambda's event. @throws MalformedException if it is no request of CloudFormation, naming the field */
    public static ResourceRequest read(Map<String, ?> event) {
        return new ResourceRequest(
                kind(text(event, "RequestType")),
                text(event, "RequestId"),
                text(event, "StackId"),
                text(event, "LogicalResourceId"),
                text(event, "ResourceType"),
                text(event, "ResponseURL"),
                event.get("PhysicalResourceId") instanceof String id && !id.isEmpty() ? id : null,
                map(event, "ResourceProperties"),
                map(event, "OldResourceProperties"));
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new MalformedException("RequestType", "is neither Create, Update nor Delete");
    }

    private static String text(Map<String, ?> event, String field) {
        if (event.get(field) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new MalformedException(field, "is missing: this function takes CloudFormation's requests only");
    }

    private static Map<String, Object> map(Map<String, ?> event, String field) {
        Map<String, Object> properties = new TreeMap<>();
        if (event.get(field) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        return properties;
    }

    /** Who writes: the stack's ARN and the resource's name. No caller of the API has an identity of this form. */
    public String owner() {
        return stackId + "/" + logicalId;
    }

    /** The stack's name. */
    public String stackName() {
        String[] parts = stackId.split("/", -1);
        return parts.length > 1 ? parts[1] : stackId;
    }

    /**
     * The label that stands at the version which this resource wrote last: how it remembers. The hash tells apart resources, and stacks that have
     * the same name one after the other.
     */
    public String label() {
        String name = stackName().replaceAll("[^A-Za-z0-9-]", "-");
        return ResourceLabels.PREFIX
                + name.substring(0, Math.min(LABEL_STACK, name.length()))
                + "."
                + hash(owner()).substring(0, LABEL_HASH);
    }

    /** Why it writes, for people. */
    public String why() {
        return "CloudFormation: " + kind.name().toLowerCase(Locale.ROOT) + " of " + logicalId + " in the stack "
                + stackName();
    }

    /** Stands for the request's properties. */
    public String hash() {
        return hash(kind + Json.write(properties));
    }

    /** Stands for properties in themselves. */
    static String hash(Map<String, Object> properties) {
        return hash(Json.write(properties));
    }

    private static String hash(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without properties and URL, which belong in no log. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " of " + owner();
    }
}
