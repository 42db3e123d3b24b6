package dev.noticeboard.cdk;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The functions, each with a role, a policy and a log group of its own, and its published version behind the alias {@value #ALIAS}: SnapStart makes its
 * snapshot of a version, so whoever calls a function calls the alias. The CDK adds nothing to the roles by itself.
 */
public final class BoardFunctions extends Construct {
    /** The alias of each function's newest version. */
    public static final String ALIAS = "live";

    /** The newest runtime that runs bytecode of Java 17. */
    static final Runtime RUNTIME = Runtime.JAVA_25;

    private final Map<Handler, Function> functions = new EnumMap<>(Handler.class);
    private final Map<Handler, Alias> aliases = new EnumMap<>(Handler.class);
    private final Map<Handler, Role> roles = new EnumMap<>(Handler.class);
    private final Map<Handler, Policy> policies = new EnumMap<>(Handler.class);
    private final Map<Handler, LogGroup> logs = new EnumMap<>(Handler.class);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Arns arns;
    private final NoticeboardProps props;

    BoardFunctions(
            Construct scope, String prefix, BoardTable table, BoardQueues queues, Arns arns, NoticeboardProps props) {
        super(scope, "Functions");
        this.arns = arns;
        this.props = props;
        Stack stack = Stack.of(this);
        environment.put("NOTICEBOARD_TABLE", table.table().getTableName());
        environment.put("NOTICEBOARD_RESOURCE_PREFIX", prefix);
        environment.put(
                "NOTICEBOARD_TOPIC_ARN_PREFIX",
                "arn:" + stack.getPartition() + ":sns:" + stack.getRegion() + ":" + stack.getAccount() + ":");
        environment.put("NOTICEBOARD_RETRY_QUEUE_URL", queues.retry().getQueueUrl());
        environment.put("NOTICEBOARD_REPORTS_QUEUE_URL", queues.reports().getQueueUrl());
        environment.put("NOTICEBOARD_EVENT_BUS", arns.bus().getEventBusArn());
        environment.put(
                "NOTICEBOARD_LOG_RETENTION_SECONDS",
                Long.toString(props.changeLogRetention().toSeconds()));
        Code code = Code.fromAsset(props.functionsJar().toString());
        // The conductor first: others are told of it.
        make(Handler.CONDUCTOR, code);
        arns.put(Target.CONDUCTOR, alias(Handler.CONDUCTOR).getFunctionArn());
        Stream.of(Handler.values()).filter(h -> h != Handler.CONDUCTOR).forEach(h -> make(h, code));
    }

    private void make(Handler handler, Code code) {
        Construct scope = new Construct(this, handler.id());
        LogGroup log = LogGroup.Builder.create(scope, "Logs")
                .retention(props.logRetention())
                .removalPolicy(props.removalPolicy())
                .build();
        logs.put(handler, log);
        Role role = Role.Builder.create(scope, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("Noticeboard: " + handler.description())
                .build();
        roles.put(handler, role);
        Policy policy = Policy.Builder.create(scope, "Policy")
                .statements(Statements.of(
                        BoardPermissions.of(handler),
                        arns,
                        log.getLogGroupArn(),
                        Stack.of(this).getRegion()))
                .roles(List.of(role))
                .build();
        policies.put(handler, policy);
        Function function = Function.Builder.create(scope, "Function")
                .description("Noticeboard: " + handler.description())
                .runtime(RUNTIME)
                .architecture(Architecture.ARM_64)
                .handler(handler.className())
                .code(code)
                .memorySize(handler.memoryMiB())
                .timeout(Durations.cdk(handler.timeout()))
                .environment(environment(handler))
                .role(role.withoutPolicyUpdates())
                .logGroup(log)
                .loggingFormat(LoggingFormat.JSON)
                .tracing(Tracing.ACTIVE)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .build();
        function.getNode().addDependency(policy);
        functions.put(handler, function);
        aliases.put(
                handler,
                Alias.Builder.create(scope, "Alias")
                        .aliasName(ALIAS)
                        .version(function.getCurrentVersion())
                        .build());
        if (handler.asynchronous()) {
            queueCalls(scope, handler);
        }
    }

    /** Scheduled calls, and those of functions that do not wait, are queued by Lambda: for a minute, eight or an hour, and then they are dead letters. */
    private void queueCalls(Construct scope, Handler handler) {
        CfnEventInvokeConfig config = CfnEventInvokeConfig.Builder.create(scope, "Calls")
                .functionName(function(handler).getFunctionName())
                .qualifier(ALIAS)
                .maximumRetryAttempts(handler.retries())
                .maximumEventAgeInSeconds(handler.mostAgeSeconds())
                .destinationConfig(DestinationConfigProperty.builder()
                        .onFailure(OnFailureProperty.builder()
                                .destination(
                                        arns.of(Target.SCHEDULE_DEAD_LETTERS).get(0))
                                .build())
                        .build())
                .build();
        config.getNode().addDependency(alias(handler));
    }

    private Map<String, String> environment(Handler handler) {
        Map<String, String> variables = new HashMap<>(environment);
        if (BoardPermissions.of(handler).stream().anyMatch(p -> p.target() == Target.CONDUCTOR)) {
            variables.put("NOTICEBOARD_CONDUCTOR", alias(Handler.CONDUCTOR).getFunctionArn());
        }
        return variables;
    }

    /** The function of a handler. */
    public Function function(Handler handler) {
        return Objects.requireNonNull(functions.get(handler));
    }

    /** The alias of its newest version, which is what to call. */
    public Alias alias(Handler handler) {
        return Objects.requireNonNull(aliases.get(handler));
    }

    /** The role that it runs as. */
    public Role role(Handler handler) {
        return Objects.requireNonNull(roles.get(handler));
    }

    /** The policy of its role. */
    public Policy policy(Handler handler) {
        return Objects.requireNonNull(policies.get(handler));
    }

    /** Where it logs. */
    public LogGroup logs(Handler handler) {
        return Objects.requireNonNull(logs.get(handler));
    }
}
