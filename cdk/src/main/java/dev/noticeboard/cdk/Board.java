package dev.noticeboard.cdk;

import software.constructs.Construct;

/** A board as stacks see it that have parameters or schemas of it: its construct, or one that was deployed before. */
public interface Board {
    /** The ARN of the function that makes resources: what another app needs to know of the board. It belongs in an output of the board's stack. */
    String resourceFunctionArn();

    /**
     * Adds a parameter to a stack of this account and region.
     *
     * @param scope in the stack that is to have it
     */
    default BoardParameter addParameter(Construct scope, String id, ParameterProps props) {
        return new BoardParameter(scope, id, this, props);
    }

    /**
     * Adds a JSON Schema for what lies below a prefix, or the rules of a namespace, to a stack of this account and region.
     *
     * @param scope in the stack that is to have it
     */
    default BoardSchema bindSchema(Construct scope, String id, SchemaProps props) {
        return new BoardSchema(scope, id, this, props);
    }
}
