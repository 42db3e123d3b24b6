package dev.noticeboard.functions;

import dev.noticeboard.functions.runtime.MisconfiguredException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the functions must be told.
 *
 * @param tableName the one table
 * @param resourcePrefix begins the names of topics and queues: 1 to 40 characters of {@code a-zA-Z0-9_-}
 * @param topicArnPrefix what a topic's name is put after, e.g. {@code arn:aws:sns:eu-west-1:123456789012:}
 * @param retryQueueUrl where publications wait that failed
 * @param leaseDuration how long an agent's lease lasts; 1 s or more
 * @param leaseGrace how long after its end a lease may still be renewed before the sweeper removes it
 * @param logRetention how long the change log keeps an entry
 * @param commitBudget how long a write may take; under API Gateway's 29 s
 * @param publishTries how often a publication is tried before it is parked; 1 or more
 * @param spread over how long a fleet spreads its reads of a change set that travels by reference
 * @param answersKept how long an idempotency key holds
 * @param eventBus the EventBridge bus, by name or ARN, that is told what policies did
 * @param reportsQueueUrl where agents report; absent for nowhere: there are no reports then, and every agent counts as behind
 * @param board the name of the board in what is measured: 1 to 64 characters of {@code a-zA-Z0-9_.-}
 * @param conductor the conductor's Lambda function, by name or ARN, which failing reports call; absent for none: its schedule alone calls it then
 */
public record BoardSettings(
        String tableName,
        String resourcePrefix,
        String topicArnPrefix,
        String retryQueueUrl,
        Duration leaseDuration,
        Duration leaseGrace,
        Duration logRetention,
        Duration commitBudget,
        int publishTries,
        Duration spread,
        Duration answersKept,
        String eventBus,
        String board,
        @Nullable String reportsQueueUrl,
        @Nullable String conductor) {

    /** SQS allows 80 characters, of which hash, suffix and dashes take 30. */
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_-]{1,40}");

    private static final Pattern BUS =
            Pattern.compile("(arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/)?[a-zA-Z0-9_./-]{1,256}");
    /** Source: AWS Lambda API, {@code Invoke}, {@code FunctionName}. */
    private static final Pattern FUNCTION = Pattern.compile(
            "(arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?[a-zA-Z0-9_-]{1,64}" + "(:[a-zA-Z0-9$_-]{1,128})?");

    private static final Pattern ARN_PREFIX = Pattern.compile("arn:[a-z0-9-]+:sns:[a-z0-9-]+:[0-9]{12}:");

    private static final Pattern BOARD = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    /** @throws MisconfiguredException if a setting is out of its range */
    public BoardSettings {
        require(PREFIX.matcher(resourcePrefix).matches(), "resourcePrefix", "1 to 40 characters of a-z A-Z 0-9 _ -");
        require(
                ARN_PREFIX.matcher(topicArnPrefix).matches(),
                "topicArnPrefix",
                "of the form arn:aws:sns:eu-west-1:123456789012:");
        require(leaseDuration.toSeconds() >= 1, "leaseDuration", "1 s or more");
        require(!leaseGrace.isNegative(), "leaseGrace", "0 or more");
        require(logRetention.toSeconds() >= 1, "logRetention", "1 s or more");
        require(commitBudget.compareTo(Duration.ZERO) > 0, "commitBudget", "more than 0");
        require(publishTries >= 1, "publishTries", "1 or more");
        require(!spread.isNegative(), "spread", "0 or more");
        require(answersKept.toSeconds() >= 1, "answersKept", "1 s or more");
        require(BUS.matcher(eventBus).matches(), "eventBus", "an event bus's name or ARN");
        require(BOARD.matcher(board).matches(), "board", "1 to 64 characters of a-z A-Z 0-9 _ . -");
        require(
                conductor == null || FUNCTION.matcher(conductor).matches(),
                "conductor",
                "a Lambda function's name or ARN");
    }

    private static void require(boolean holds, String setting, String rule) {
        if (!holds) {
            throw new MisconfiguredException("the setting " + setting + " must be " + rule);
        }
    }

    /** The defaults, and what has none. */
    public static BoardSettings defaults(
            String tableName, String resourcePrefix, String topicArnPrefix, String retryQueueUrl) {
        return new BoardSettings(
                tableName,
                resourcePrefix,
                topicArnPrefix,
                retryQueueUrl,
                Duration.ofMinutes(15),
                Duration.ofMinutes(5),
                Duration.ofDays(90),
                Duration.ofSeconds(20),
                3,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                "default",
                resourcePrefix,
                null,
                null);
    }

    /** The same settings with another lease duration and grace. */
    public BoardSettings withLease(Duration duration, Duration grace) {
        return with(duration, grace, commitBudget, spread, reportsQueueUrl, conductor);
    }

    /** The same settings with another commit budget. */
    public BoardSettings withCommitBudget(Duration budget) {
        return with(leaseDuration, leaseGrace, budget, spread, reportsQueueUrl, conductor);
    }

    /** The same settings with another spread of reads by reference. */
    public BoardSettings withSpread(Duration other) {
        return with(leaseDuration, leaseGrace, commitBudget, other, reportsQueueUrl, conductor);
    }

    /** The same settings with a reports queue. */
    public BoardSettings withReportsQueue(String url) {
        return with(leaseDuration, leaseGrace, commitBudget, spread, url, conductor);
    }

    /** The same settings with a function that failing reports call. */
    public BoardSettings withConductor(String function) {
        return with(leaseDuration, leaseGrace, commitBudget, spread, reportsQueueUrl, function);
    }

    private BoardSettings with(
            Duration lease,
            Duration grace,
            Duration budget,
            Duration otherSpread,
            @Nullable String reports,
            @Nullable String function) {
        return new BoardSettings(
                tableName,
                resourcePrefix,
                topicArnPrefix,
                retryQueueUrl,
                lease,
                grace,
                logRetention,
                budget,
                publishTries,
                otherSpread,
                answersKept,
                eventBus,
                board,
                reports,
                function);
    }

    /**
     * The settings of a Lambda function.
     *
     * @param environment its variables: {@code NOTICEBOARD_TABLE}, {@code NOTICEBOARD_RESOURCE_PREFIX} (default
     *     {@code noticeboard}), {@code NOTICEBOARD_TOPIC_ARN_PREFIX}, {@code NOTICEBOARD_RETRY_QUEUE_URL}, and with
     *     defaults, in seconds, {@code NOTICEBOARD_LEASE_SECONDS}, {@code NOTICEBOARD_LEASE_GRACE_SECONDS},
     *     {@code NOTICEBOARD_LOG_RETENTION_SECONDS}, {@code NOTICEBOARD_COMMIT_BUDGET_SECONDS},
     *     {@code NOTICEBOARD_SPREAD_SECONDS}, {@code NOTICEBOARD_ANSWERS_KEPT_SECONDS}; also
     *     {@code NOTICEBOARD_PUBLISH_TRIES}, {@code NOTICEBOARD_EVENT_BUS} (default {@code default}) and
     *     {@code NOTICEBOARD_BOARD} (default the resource prefix), and
     *     {@code NOTICEBOARD_REPORTS_QUEUE_URL} and {@code NOTICEBOARD_CONDUCTOR} (default none)
     * @throws MisconfiguredException if one is missing or not what it must be, naming it
     */
    public static BoardSettings fromEnvironment(Map<String, String> environment) {
        Variables v = new Variables(environment);
        BoardSettings d = defaults(
                v.text("TABLE", null),
                v.text("RESOURCE_PREFIX", "noticeboard"),
                v.text("TOPIC_ARN_PREFIX", null),
                v.text("RETRY_QUEUE_URL", null));
        return new BoardSettings(
                d.tableName,
                d.resourcePrefix,
                d.topicArnPrefix,
                d.retryQueueUrl,
                v.seconds("LEASE_SECONDS", d.leaseDuration),
                v.seconds("LEASE_GRACE_SECONDS", d.leaseGrace),
                v.seconds("LOG_RETENTION_SECONDS", d.logRetention),
                v.seconds("COMMIT_BUDGET_SECONDS", d.commitBudget),
                Math.toIntExact(v.number("PUBLISH_TRIES", d.publishTries)),
                v.seconds("SPREAD_SECONDS", d.spread),
                v.seconds("ANSWERS_KEPT_SECONDS", d.answersKept),
                v.text("EVENT_BUS", d.eventBus),
                v.text("BOARD", d.board),
                v.optional("REPORTS_QUEUE_URL"),
                v.optional("CONDUCTOR"));
    }

    private record Variables(Map<String, String> environment) {
        private static final String PREFIX = "NOTICEBOARD_";
        /** A billion: thirty years in seconds. */
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

        String text(String name, @Nullable String otherwise) {
            String text = environment.getOrDefault(PREFIX + name, "");
            if (!text.isBlank()) {
                return text;
            }
            return Optional.ofNullable(otherwise)
                    .orElseThrow(() ->
                            new MisconfiguredException("the environment variable " + PREFIX + name + " is not set"));
        }

        @Nullable String optional(String name) {
            String text = environment.getOrDefault(PREFIX + name, "");
            return text.isBlank() ? null : text;
        }

        long number(String name, long otherwise) {
            String text = text(name, Long.toString(otherwise));
            if (!NUMBER.matcher(text).matches()) {
                throw new MisconfiguredException(
                        "the environment variable " + PREFIX + name + " is not a whole number of up to 9 digits");
            }
            return Long.parseLong(text);
        }

        Duration seconds(String name, Duration otherwise) {
            return Duration.ofSeconds(number(name, otherwise.toSeconds()));
        }
    }
}
