package dev.noticeboard.cdk;

import java.util.List;
import java.util.Optional;

/** Every resource of a permission that has a wildcard, with its reason. There is no other. */
public final class Wildcards {

    /**
     * A wildcard.
     *
     * @param target what it stands for
     * @param reason why it cannot be less
     */
    public record Wildcard(Target target, String reason) {}

    private static final List<Wildcard> ALL = List.of(
            new Wildcard(
                    Target.AGENT_QUEUES,
                    "Agents' queues are made at run time, each named by the prefix, a hash of namespace and agent, and a random suffix."),
            new Wildcard(
                    Target.TOPICS,
                    "A namespace's topic is made at run time, with its first agent, and named by the prefix and a hash of the namespace."),
            new Wildcard(
                    Target.ALL_QUEUES,
                    "sqs:ListQueues knows no resource; the sweeper lists the queues to find those that no lease names."),
            new Wildcard(
                    Target.ALL_STREAMS,
                    "dynamodb:ListStreams knows no resource, and Lambda makes no event source mapping without it."),
            new Wildcard(
                    Target.ALL_ALARMS,
                    "cloudwatch:DescribeAlarms tells of composite alarms only to who may ask for all; a strategy names alarms at run time."),
            new Wildcard(Target.TRACES, "X-Ray's writes know no resource."));

    /** All of them. */
    public static List<Wildcard> all() {
        return ALL;
    }

    /** The reason of a target's wildcard; empty where it has none. */
    public static Optional<String> reason(Target target) {
        return ALL.stream()
                .filter(w -> w.target() == target)
                .map(Wildcard::reason)
                .findFirst();
    }

    private Wildcards() {}
}
