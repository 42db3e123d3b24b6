package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnSchedule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.FlexibleTimeWindowProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.RetryPolicyProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.constructs.Construct;

/** What calls functions by the clock: EventBridge Scheduler, with one role for all schedules. */
public final class BoardSchedules extends Construct {
    private static final int RETRIES = 3;
    /** A call that is later than this is made by the next one, or is worth a look. */
    private static final int AGE_SECONDS = 300;

    private final Role role;

    BoardSchedules(Construct scope, BoardQueues queues, BoardFunctions functions) {
        super(scope, "Schedules");
        this.role = Role.Builder.create(this, "Role")
                .description("Noticeboard: calls the functions that run by the clock")
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal("scheduler.amazonaws.com"),
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .build();
        List<String> aliases = Stream.of(Handler.values())
                .filter(handler -> handler.schedule().isPresent())
                .map(handler -> functions.alias(handler).getFunctionArn())
                .toList();
        Policy policy = Policy.Builder.create(this, "Policy")
                .statements(List.of(
                        statement("Call", "lambda:InvokeFunction", aliases),
                        statement(
                                "TellFailedCalls",
                                "sqs:SendMessage",
                                List.of(queues.scheduleDeadLetters().getQueueArn()))))
                .roles(List.of(role))
                .build();
        for (Handler handler : Handler.values()) {
            handler.schedule()
                    .ifPresent(expression -> CfnSchedule.Builder.create(this, handler.id())
                            .description("Noticeboard: " + handler.description())
                            .scheduleExpression(expression)
                            .flexibleTimeWindow(FlexibleTimeWindowProperty.builder()
                                    .mode("OFF")
                                    .build())
                            .target(TargetProperty.builder()
                                    .arn(functions.alias(handler).getFunctionArn())
                                    .roleArn(role.getRoleArn())
                                    .retryPolicy(RetryPolicyProperty.builder()
                                            .maximumRetryAttempts(RETRIES)
                                            .maximumEventAgeInSeconds(AGE_SECONDS)
                                            .build())
                                    .deadLetterConfig(DeadLetterConfigProperty.builder()
                                            .arn(queues.scheduleDeadLetters().getQueueArn())
                                            .build())
                                    .build())
                            .build()
                            .getNode()
                            .addDependency(policy));
        }
    }

    private static PolicyStatement statement(String sid, String action, List<String> resources) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(List.of(action))
                .resources(resources)
                .build();
    }

    /** The role of the schedules. */
    public Role role() {
        return role;
    }
}
