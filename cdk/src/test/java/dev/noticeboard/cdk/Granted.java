package dev.noticeboard.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The policies of the synthesized board's roles, with every reference resolved, as IAM would see them. */
final class Granted {
    static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/board";
    static final String API = "a1b2c3d4e5";
    static final String STAGE = "arn:aws:execute-api:eu-west-1:123456789012:" + API + "/v1/";

    private static final Map<String, JsonNode> POLICIES = policies(Synthesized.RESOURCES);

    /** The document of a role's policy: {@code Agent}, {@code Reader}, {@code Writer}, {@code PrefixReader}, {@code PrefixWriter}, {@code Admin}, or a handler's id. */
    static JsonNode policy(String role) {
        JsonNode found = POLICIES.get(role);
        if (found == null) {
            throw new IllegalArgumentException(role + " is none of " + POLICIES.keySet());
        }
        return found;
    }

    private static Map<String, JsonNode> policies(JsonNode resources) {
        Map<String, JsonNode> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> resource : resources.properties()) {
            if (resource.getValue().path("Type").asString().equals("AWS::IAM::Policy")) {
                String role = resource.getKey()
                        .replaceFirst("^NoticeboardFunctions", "")
                        .replaceFirst("(DefaultPolicy|Policy)[0-9A-F]{8}$", "");
                JsonNode document = resource.getValue().path("Properties").path("PolicyDocument");
                found.put(role, resolve(document, resources));
            }
        }
        return found;
    }

    /** A value with its references and joins resolved as CloudFormation would. */
    private static JsonNode resolve(JsonNode value, JsonNode resources) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> list.add(resolve(each, resources)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.has("Ref")) {
            return text(reference(value.path("Ref").asString(), resources));
        }
        if (value.has("Fn::GetAtt")) {
            JsonNode attribute = value.path("Fn::GetAtt");
            return text(arn(attribute.path(0).asString(), attribute.path(1).asString(), resources));
        }
        if (value.has("Fn::Join")) {
            List<String> parts = new ArrayList<>();
            value.path("Fn::Join")
                    .path(1)
                    .forEach(part -> parts.add(resolve(part, resources).asString()));
            return text(String.join(value.path("Fn::Join").path(0).asString(), parts));
        }
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(each -> resolved.set(each.getKey(), resolve(each.getValue(), resources)));
        return resolved;
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static String reference(String id, JsonNode resources) {
        if (id.equals("AWS::Partition")) {
            return "aws";
        }
        return id.contains("ApiRest") ? API : name(id, resources);
    }

    private static String name(String id, JsonNode resources) {
        JsonNode properties = resources.path(id).path("Properties");
        return properties
                .path("TableName")
                .asString(properties.path("QueueName").asString(id));
    }

    private static String arn(String id, String attribute, JsonNode resources) {
        String type = resources.path(id).path("Type").asString();
        String at = Synthesized.REGION + ":" + Synthesized.ACCOUNT + ":";
        return switch (type) {
            case "AWS::DynamoDB::Table" -> attribute.equals("Arn") ? TABLE : TABLE + "/stream/2026-01-01T00:00:00.000";
            case "AWS::SQS::Queue" -> "arn:aws:sqs:" + at + name(id, resources);
            case "AWS::KMS::Key" -> "arn:aws:kms:" + at + "key/0123";
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:" + at + "log-group:" + id + ":*";
            case "AWS::Lambda::Function" -> "arn:aws:lambda:" + at + "function:" + id;
            default -> throw new IllegalStateException("nobody knows the " + attribute + " of " + type + " " + id);
        };
    }

    private Granted() {}
}
