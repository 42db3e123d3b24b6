package dev.noticeboard.localstack.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that starts emulators of its own: it says nothing about an endpoint, and is left out, aloud, under the profile external-endpoint. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedOnly.Condition.class)
public @interface EmbeddedOnly {
    /** Why it needs them. */
    String value();

    /** Evaluates it. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Boolean.getBoolean("noticeboard.external-endpoint")
                    || context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("embedded emulators may be used");
            }
            String why = why(context.getRequiredTestClass());
            String text = "LEFT OUT against an external endpoint: "
                    + context.getRequiredTestClass().getSimpleName() + ", because " + why;
            System.out.println(text);
            return ConditionEvaluationResult.disabled(text);
        }

        /** As the class says, or the one that it is nested in. */
        private static String why(Class<?> type) {
            EmbeddedOnly said = type.getAnnotation(EmbeddedOnly.class);
            Class<?> outer = type.getEnclosingClass();
            return said != null ? said.value() : outer == null ? "" : why(outer);
        }
    }
}
