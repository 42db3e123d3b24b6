package dev.noticeboard.localstack.roles;

import dev.noticeboard.localstack.emulators.AwsEndpoints;
import dev.noticeboard.localstack.testing.Maps;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A template's texts as CloudFormation would resolve them in the emulators' account and region. Only what the board's template uses is known; anything else
 * fails by name. What has no name of its own there is called after its logical id.
 */
final class TemplateValues {
    private final Map<String, Map<String, Object>> resources = new TreeMap<>();
    private final UnaryOperator<String> queueUrl;

    /**
     * Of a template.
     *
     * @param queueUrl the URL of a queue by its name
     */
    TemplateValues(Map<String, Object> template, UnaryOperator<String> queueUrl) {
        map(template.get("Resources")).forEach((id, resource) -> resources.put(id, map(resource)));
        this.queueUrl = queueUrl;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of(node);
    }

    /** The properties of all resources of a type, by logical id. */
    Map<String, Map<String, Object>> ofType(String type) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        resources.forEach((id, resource) -> {
            if (type.equals(resource.get("Type"))) {
                found.put(id, map(resource.getOrDefault("Properties", Map.of())));
            }
        });
        return found;
    }

    /** A text, or what stands for one. */
    String text(Object node) {
        if (node instanceof String text) {
            return text;
        }
        Map.Entry<String, Object> call = map(node).entrySet().iterator().next();
        Object argument = call.getValue();
        return switch (call.getKey()) {
            case "Ref" -> ref((String) argument);
            case "Fn::GetAtt" ->
                attribute(
                        (String) list(argument).get(0), (String) list(argument).get(1));
            case "Fn::Join" ->
                list(list(argument).get(1)).stream().map(this::text).collect(Collectors.joining((String)
                        list(argument).get(0)));
            default -> throw new AssertionError("the template's " + node + " is not known here");
        };
    }

    List<String> texts(Object node) {
        return list(node).stream().map(this::text).toList();
    }

    private String ref(String id) {
        return switch (id) {
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::Region" -> AwsEndpoints.REGION;
            case "AWS::AccountId" -> AwsEndpoints.ACCOUNT;
            default ->
                switch (type(id)) {
                    case "AWS::DynamoDB::Table" -> name(id, "TableName");
                    case "AWS::SQS::Queue" -> queueUrl.apply(name(id, "QueueName"));
                    case "AWS::Lambda::Function" -> name(id, "FunctionName");
                    case "AWS::Lambda::Alias" -> attribute(functionOf(id), "Arn") + ":" + name(id, "Name");
                    case "AWS::IAM::Role" -> id;
                    default ->
                        throw new AssertionError(
                                "a reference to " + id + ", of type " + type(id) + ", is not known here");
                };
        };
    }

    private String functionOf(String alias) {
        Object name = map(resource(alias).get("Properties")).get("FunctionName");
        return (String) map(name).get("Ref");
    }

    private String attribute(String id, String attribute) {
        return switch (type(id) + "." + attribute) {
            case "AWS::DynamoDB::Table.Arn" -> arn("dynamodb", "table/" + name(id, "TableName"));
            case "AWS::DynamoDB::Table.StreamArn" -> arn("dynamodb", "table/" + name(id, "TableName") + "/stream/now");
            case "AWS::SQS::Queue.Arn" -> arn("sqs", name(id, "QueueName"));
            case "AWS::Lambda::Function.Arn" -> arn("lambda", "function:" + name(id, "FunctionName"));
            case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + name(id, "LogGroupName") + ":*");
            case "AWS::KMS::Key.Arn" -> arn("kms", "key/" + id);
            default ->
                throw new AssertionError(
                        "the attribute " + attribute + " of " + id + ", of type " + type(id) + ", is not known here");
        };
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + AwsCallParts.HERE + ":" + resource;
    }

    private Map<String, Object> resource(String id) {
        return Maps.at(resources, id);
    }

    private String type(String id) {
        return (String) resource(id).get("Type");
    }

    private String name(String id, String property) {
        Object name = map(resource(id).getOrDefault("Properties", Map.of())).get(property);
        return name == null ? id : text(name);
    }
}
