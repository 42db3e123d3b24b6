package dev.noticeboard.cdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The options of the app, each a value of the CDK's context ({@code -c prefix=board}) or else an environment variable ({@code NOTICEBOARD_CDK_PREFIX}).
 *
 * @param stack the stack's name
 * @param props those of the construct
 */
record AppOptions(String stack, NoticeboardProps props) {
    static final String HELP = """
            Synthesizes a board as a CloudFormation template into cdk.out. It needs Node.js.

            To deploy, in the folder cdk:
              npx cdk bootstrap                        once for an account and region
              npx cdk deploy
              npx cdk deploy -c prefix=board -c removal=destroy

            Each option is a value of the context (-c NAME=VALUE) or an environment variable (NOTICEBOARD_CDK_NAME):
              stack               the stack's name (default noticeboard)
              prefix              begins the names of topics and queues (default: the stack's name)
              table               the table's name (default: the prefix)
              removal             retain, or destroy everything with the stack (default retain)
              logRetentionDays    how long logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180, 365 (default 90)
              changeLogDays       how long the change log keeps an entry (default 90)
              stage               the API's stage (default v1)
              requestsPerSecond   what the API takes (default 200), twice as many at once
              apiLogsRole         false where the account lets API Gateway write logs already (default true)
              awsOwnedKey         true for a table without a KMS key of its own (default false)
              alarmsTopic         the ARN of the SNS topic that alarms tell (default none)
              functionsJar        the functions' jar (default: found in functions/target)
            """;

    private static final Map<String, RetentionDays> DAYS = Map.of(
            "1", RetentionDays.ONE_DAY,
            "3", RetentionDays.THREE_DAYS,
            "5", RetentionDays.FIVE_DAYS,
            "7", RetentionDays.ONE_WEEK,
            "14", RetentionDays.TWO_WEEKS,
            "30", RetentionDays.ONE_MONTH,
            "60", RetentionDays.TWO_MONTHS,
            "90", RetentionDays.THREE_MONTHS,
            "180", RetentionDays.SIX_MONTHS,
            "365", RetentionDays.ONE_YEAR);

    /**
     * Reads them.
     *
     * @param context answers null for what is not set
     * @throws IllegalArgumentException if a value is none, naming the option and what it takes
     */
    static AppOptions read(Function<String, @Nullable Object> context, Map<String, String> environment) {
        Values values = new Values(context, environment);
        NoticeboardProps.Builder props = NoticeboardProps.builder()
                .removalPolicy(values.oneOf(
                        "removal", "retain", Map.of("retain", RemovalPolicy.RETAIN, "destroy", RemovalPolicy.DESTROY)))
                .logRetention(values.oneOf("logRetentionDays", "90", DAYS))
                .changeLogRetention(Duration.ofDays(values.number("changeLogDays", 90)))
                .stageName(values.text("stage", "v1"))
                .apiLogsRole(values.truth("apiLogsRole", true));
        int requests = values.number("requestsPerSecond", 200);
        props.throttle(requests, 2 * requests);
        if (values.truth("awsOwnedKey", false)) {
            props.awsOwnedKey();
        }
        String prefix = values.text("prefix", "");
        if (!prefix.isEmpty()) {
            props.prefix(prefix);
        }
        String table = values.text("table", "");
        if (!table.isEmpty()) {
            props.tableName(table);
        }
        String topic = values.text("alarmsTopic", "");
        if (!topic.isEmpty()) {
            props.alarmsTopicArn(topic);
        }
        String jar = values.text("functionsJar", "");
        if (!jar.isEmpty()) {
            props.functionsJar(Path.of(jar));
        }
        return new AppOptions(values.text("stack", "noticeboard"), props.build());
    }

    private record Values(Function<String, @Nullable Object> context, Map<String, String> environment) {
        String text(String name, String otherwise) {
            Object value = context.apply(name);
            String variable =
                    "NOTICEBOARD_CDK_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            return value == null ? environment.getOrDefault(variable, otherwise) : String.valueOf(value);
        }

        int number(String name, int otherwise) {
            String text = text(name, Integer.toString(otherwise));
            if (!text.matches("[1-9][0-9]{0,5}")) {
                throw wrong(name, text, "a whole number from 1 to 999999");
            }
            return Integer.parseInt(text);
        }

        boolean truth(String name, boolean otherwise) {
            return oneOf(name, Boolean.toString(otherwise), Map.of("true", true, "false", false));
        }

        <T> T oneOf(String name, String otherwise, Map<String, T> choices) {
            String text = text(name, otherwise);
            T choice = choices.get(text);
            if (choice == null) {
                throw wrong(
                        name,
                        text,
                        "one of "
                                + String.join(
                                        ", ", choices.keySet().stream().sorted().toList()));
            }
            return choice;
        }

        private static IllegalArgumentException wrong(String name, String text, String rule) {
            return new IllegalArgumentException("the option " + name + " is \"" + text + "\", but takes " + rule);
        }
    }
}
