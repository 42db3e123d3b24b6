package dev.noticeboard.cdk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** The ARNs of a board's permissions' targets. An empty list is a target that this board does not have. */
final class Arns {
    private static final List<String> ANY = List.of("*");

    private final Map<Target, List<String>> arns = new EnumMap<>(Target.class);
    private final IEventBus bus;

    Arns(
            Construct scope,
            String prefix,
            BoardTable table,
            BoardQueues queues,
            @Nullable BoardBus own,
            NoticeboardProps props) {
        Stack stack = Stack.of(scope);
        this.bus = own != null
                ? own.bus()
                : props.eventBus()
                        .orElseGet(() -> EventBus.fromEventBusArn(
                                scope,
                                "DefaultBus",
                                stack.formatArn(ArnComponents.builder()
                                        .service("events")
                                        .resource("event-bus")
                                        .resourceName("default")
                                        .build())));
        arns.put(Target.TABLE, List.of(table.table().getTableArn()));
        arns.put(Target.DUE_INDEX, List.of(table.dueIndexArn()));
        arns.put(Target.STREAM, List.of(table.streamArn()));
        arns.put(Target.ALL_STREAMS, ANY);
        arns.put(
                Target.TABLE_KEY,
                table.key().map(key -> List.of(key.getKeyArn())).orElse(List.of()));
        arns.put(Target.TOPICS, List.of(arn(stack, "sns", ResourcePatterns.topics(prefix))));
        arns.put(Target.AGENT_QUEUES, List.of(arn(stack, "sqs", ResourcePatterns.queues(prefix))));
        arns.put(Target.ALL_QUEUES, ANY);
        arns.put(Target.RETRY_QUEUE, List.of(queues.retry().getQueueArn()));
        arns.put(Target.REPORTS_QUEUE, List.of(queues.reports().getQueueArn()));
        arns.put(Target.STREAM_DEAD_LETTERS, List.of(queues.streamDeadLetters().getQueueArn()));
        arns.put(
                Target.SCHEDULE_DEAD_LETTERS,
                List.of(queues.scheduleDeadLetters().getQueueArn()));
        arns.put(
                Target.VALIDATORS,
                props.validators().stream().map(IFunction::getFunctionArn).toList());
        arns.put(Target.EVENT_BUS, List.of(bus.getEventBusArn()));
        arns.put(Target.ALL_ALARMS, ANY);
        arns.put(Target.TRACES, ANY);
    }

    private static String arn(Stack stack, String service, String name) {
        return stack.formatArn(
                ArnComponents.builder().service(service).resource(name).build());
    }

    /** The ARNs of a target; a function's own logs and the conductor are known only when they are made. */
    List<String> of(Target target) {
        return arns.getOrDefault(target, List.of());
    }

    void put(Target target, String arn) {
        arns.put(target, List.of(arn));
    }

    IEventBus bus() {
        return bus;
    }
}
