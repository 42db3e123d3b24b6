package dev.noticeboard.cdk;

import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.functions.validate.SchemaRules;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.constructs.Construct;

/** A JSON Schema of a board as a resource of a stack. Parameters of the stack that must hold it depend on it by {@code addDependency}. */
public final class BoardSchema extends Construct {
    private final CustomResource resource;

    /**
     * A schema.
     *
     * @param scope in the stack that is to have it: of the board's account and region
     * @throws IllegalArgumentException if it is no JSON Schema, with each thing that is wrong
     */
    public BoardSchema(Construct scope, String id, Board board, SchemaProps props) {
        super(scope, id);
        if (StackResource.known(props.schema())) {
            StackResource.check(this, new SchemaRules().check(props.schema()));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Namespace", props.namespace().text());
        properties.put("Prefix", props.prefix());
        properties.put("Schema", props.schema());
        if (props.force()) {
            properties.put("Force", "true");
        }
        this.resource = StackResource.make(this, board, Resources.SCHEMA, properties, props.common());
    }

    /** The revision at which it was bound. */
    public String revision() {
        return resource.getAttString("Revision");
    }

    /** The custom resource. */
    public CustomResource resource() {
        return resource;
    }
}
