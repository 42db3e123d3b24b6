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
        CloudKind kind = TestCloud.shared(context).kind();
        String test = outermost(context.getRequiredTestClass()).getSimpleName()
                + context.getTestMethod().map(m -> "." + m.getName()).orElse("");
        return CloudLimits.why(kind, test)
                .map(why -> {
                    String text = "LEFT OUT against " + kind + ": " + test + ", because " + why;
                    System.out.println(text);
                    return ConditionEvaluationResult.disabled(text);
                })
                .orElse(ConditionEvaluationResult.enabled("not known to fail against " + kind));
    }

    private static Class<?> outermost(Class<?> test) {
        Class<?> outer = test;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        return outer;
    }
}
