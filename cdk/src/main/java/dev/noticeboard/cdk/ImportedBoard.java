package dev.noticeboard.cdk;

import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/** A board that is known by the ARN of its function for resources only. */
record ImportedBoard(String resourceFunctionArn) implements Board {
    /** Of an alias: calls of the function itself would find no version that is ready. */
    private static final Pattern ALIAS = Pattern.compile("arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+:[^:]+");

    static ImportedBoard of(String arn) {
        if (!Token.isUnresolved(arn) && !ALIAS.matcher(arn).matches()) {
            throw new IllegalArgumentException("\"" + arn
                    + "\" is no ARN of a function's alias. Take the board's resourceFunctionArn, such as"
                    + " arn:aws:lambda:eu-west-1:123456789012:function:board-Stacks:" + BoardFunctions.ALIAS + ".");
        }
        return new ImportedBoard(arn);
    }
}
