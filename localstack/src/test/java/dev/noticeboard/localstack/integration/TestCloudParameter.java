package dev.noticeboard.localstack.integration;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the run's shared cloud, and leaves out, aloud, the tests that this cloud is known to be unable to pass. */
final class TestCloudParameter implements ParameterResolver, ExecutionCondition {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestCloud.shared(context);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("methods are asked about one by one");
        }
        CloudKind kind = TestCloud.shared(context).kind();
        String method = context.getRequiredTestMethod().getName();
        return CloudLimits.why(kind, context.getRequiredTestClass(), method)
                .map(why -> {
                    String text = "LEFT OUT against " + kind + ": "
                            + context.getRequiredTestClass().getSimpleName() + "." + method + ", because " + why;
                    System.out.println(text);
                    return ConditionEvaluationResult.disabled(text);
                })
                .orElse(ConditionEvaluationResult.enabled("not known to fail against " + kind));
    }
}
