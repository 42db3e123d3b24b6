package dev.noticeboard.cdk;

import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.FlagRules;
import dev.noticeboard.functions.validate.Typing;
import dev.noticeboard.functions.validate.ValueRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CustomResource;
import software.constructs.Construct;

/** A parameter of a board as a resource of a stack: written, changed and deleted with it, and never over what others wrote (docs/parameters-in-stacks.md). */
public final class BoardParameter extends Construct {
    /** Of the last segment of names that look like those of secrets. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|passphrase|secret|token|credential|api-?_?key|private-?_?key).*");

    private static final String NOT_ALLOWED = "{{resolve:ssm-secure:";
    private static final String SECRETS_MANAGER = "{{resolve:secretsmanager:";

    private final CustomResource resource;

    /**
     * A parameter.
     *
     * @param scope in the stack that is to have it: of the board's account and region
     * @throws IllegalArgumentException if the board would refuse it whatever else it holds, with each thing that is wrong
     */
    public BoardParameter(Construct scope, String id, Board board, ParameterProps props) {
        super(scope, id);
        StackResource.check(this, violations(props));
        warn(props);
        this.resource = StackResource.make(this, board, Resources.PARAMETER, properties(props), props.common());
    }

    private static Map<String, Object> properties(ParameterProps props) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Name", props.name());
        properties.put("Value", props.value());
        properties.put("Type", props.type().label());
        properties.put("DataType", props.dataType().label());
        Optional.ofNullable(props.description()).ifPresent(text -> properties.put("Description", text));
        Optional.ofNullable(props.allowedPattern()).ifPresent(text -> properties.put("AllowedPattern", text));
        if (!props.tags().isEmpty()) {
            properties.put("Tags", props.tags());
        }
        return properties;
    }

    /** What the board would refuse in any state. What is known only when it is deployed is left to the board. */
    private static List<Violation> violations(ParameterProps props) {
        List<Violation> violations = new ArrayList<>();
        boolean named = StackResource.known(props.name());
        if (named) {
            ParameterName.check(props.name()).ifPresent(violations::add);
        }
        if (StackResource.known(props.value())) {
            if (props.value().contains(NOT_ALLOWED)) {
                violations.add(Violation.of(
                        "value",
                        "dynamic-reference",
                        "CloudFormation resolves no ssm-secure reference here",
                        "Let the application read the secret where it is."));
            }
            if (violations.isEmpty() && props.tags().values().stream().allMatch(StackResource::known)) {
                ParameterName name = new ParameterName(named ? props.name() : "/unknown/until/deployed");
                Wish.Put put = new Wish.Put(
                        "",
                        name,
                        props.value(),
                        props.type(),
                        props.dataType(),
                        new About(props.description(), props.tags(), props.allowedPattern(), null),
                        null);
                violations.addAll(Wishes.one(put, null).violations());
                if (violations.isEmpty()) {
                    ValueRules.check("value", Typing.of(put, null), props.value())
                            .ifPresent(violations::add);
                }
                if (violations.isEmpty() && props.dataType() == DataType.FLAGS) {
                    violations.addAll(FlagRules.check("value", props.value()));
                }
            }
        }
        return violations;
    }

    private void warn(ParameterProps props) {
        String name = props.name().substring(props.name().lastIndexOf('/') + 1);
        if (StackResource.known(name) && SECRET.matcher(name).matches()) {
            Annotations.of(this)
                    .addWarningV2(
                            "noticeboard:secret-in-template",
                            props.name()
                                    + " looks like a secret. Its value stands in the template, in the stack's history and, not encrypted by itself, in"
                                    + " the table. Keep secrets in Secrets Manager and give the parameter the secret's ARN.");
        }
        if (props.value().contains(SECRETS_MANAGER)) {
            Annotations.of(this)
                    .addWarningV2(
                            "noticeboard:secret-resolved",
                            "the value of " + props.name()
                                    + " is resolved from Secrets Manager when it is deployed, and lies in the table, in the change log and at every agent"
                                    + " as plain text. Give the parameter the secret's ARN instead.");
        }
    }

    /** Its name; who uses it depends on the parameter. */
    public String parameterName() {
        return resource.getRef();
    }

    /** The version that it has after the deployment. */
    public String version() {
        return resource.getAttString("Version");
    }

    /** The custom resource. */
    public CustomResource resource() {
        return resource;
    }
}
