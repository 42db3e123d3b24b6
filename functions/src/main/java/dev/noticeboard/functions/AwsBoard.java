package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Api;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.fleet.AgentsEndpoint;
import dev.noticeboard.functions.fleet.ConvergenceEndpoint;
import dev.noticeboard.functions.fleet.DynamoDbLeases;
import dev.noticeboard.functions.fleet.DynamoDbReports;
import dev.noticeboard.functions.fleet.FleetEndpoint;
import dev.noticeboard.functions.fleet.FleetGauge;
import dev.noticeboard.functions.fleet.LeasedAgents;
import dev.noticeboard.functions.fleet.Leases;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.functions.fleet.Mailboxes;
import dev.noticeboard.functions.fleet.Propagation;
import dev.noticeboard.functions.fleet.Registry;
import dev.noticeboard.functions.fleet.ReportIntake;
import dev.noticeboard.functions.fleet.Reports;
import dev.noticeboard.functions.fleet.Roster;
import dev.noticeboard.functions.fleet.SnsSubscriptions;
import dev.noticeboard.functions.fleet.SqsMailboxes;
import dev.noticeboard.functions.fleet.Sweeper;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.publish.EarlyPublisher;
import dev.noticeboard.functions.publish.MeasuredTopics;
import dev.noticeboard.functions.publish.Publisher;
import dev.noticeboard.functions.publish.Redrive;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.publish.RetryQueue;
import dev.noticeboard.functions.publish.SnsTopics;
import dev.noticeboard.functions.publish.SqsRetryQueue;
import dev.noticeboard.functions.publish.StreamPublisher;
import dev.noticeboard.functions.publish.Topics;
import dev.noticeboard.functions.resource.Answers;
import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.rollout.CommittedMoves;
import dev.noticeboard.functions.rollout.Conductor;
import dev.noticeboard.functions.rollout.ConductorCall;
import dev.noticeboard.functions.rollout.Desk;
import dev.noticeboard.functions.rollout.DynamoDbRolloutStore;
import dev.noticeboard.functions.rollout.MeasuredMoves;
import dev.noticeboard.functions.rollout.ReportAlert;
import dev.noticeboard.functions.rollout.RolloutStore;
import dev.noticeboard.functions.runtime.Lazy;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.runtime.RenewedRandom;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.CommitSettings;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.DynamoDbBoardStore;
import dev.noticeboard.functions.upkeep.BoardEvents;
import dev.noticeboard.functions.upkeep.DynamoDbUpkeepStore;
import dev.noticeboard.functions.upkeep.HistoryKeeper;
import dev.noticeboard.functions.upkeep.LoggedEvents;
import dev.noticeboard.functions.upkeep.PolicyEnforcer;
import dev.noticeboard.functions.upkeep.UpkeepStore;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The composition root: the functions over AWS, wired by hand. Each part is made when it is first asked for, so that a function of Lambda's pays at its
 * start for its own only. Thread-safe.
 */
public final class AwsBoard {
    private final BoardStore store;
    private final Lazy<SchemaRules> rules = new Lazy<>(SchemaRules::new);
    private final Lazy<Topics> sns;
    private final Lazy<Api> api;
    private final Lazy<FleetEndpoint> agents;
    private final Lazy<ReportIntake> intake;
    private final Lazy<StreamPublisher> streamPublisher;
    private final Lazy<Redrive> redrive;
    private final Lazy<Sweeper> sweeper;
    private final Lazy<PolicyEnforcer> enforcer;
    private final Lazy<HistoryKeeper> keeper;
    private final Lazy<Conductor> conductor;
    private final Lazy<Resources> resources;
    private final Lazy<FleetGauge> gauge;
    private final Invocations invocations;

    private AwsBoard(Clients clients, Outside outside, BoardSettings settings, Clock clock, RandomGenerator random) {
        DynamoDbClient dynamo = clients.dynamo();
        ChangeValidator validator = outside.validator();
        Pauses pauses = Pauses.system();
        Measures measures = outside.measures();
        this.invocations = new Invocations(measures);
        ResourceNames names = new ResourceNames(settings.resourcePrefix());

        this.store = new DynamoDbBoardStore(dynamo, settings.tableName(), settings.logRetention());
        CommitSettings commits = new CommitSettings(
                settings.commitBudget(), settings.spread(), settings.answersKept(), settings.tableName());
        Leases leases = new DynamoDbLeases(dynamo, settings.tableName());
        Lazy<Committer> committer = new Lazy<>(
                () -> new Committer(store, rules.get(), validator, commits, measures, clock, pauses, random));

        this.sns = new Lazy<>(() -> new SnsTopics(clients.sns().get(), names, settings.topicArnPrefix()));
        Topics topics = new MeasuredTopics((namespace, message) -> sns.get().publish(namespace, message), measures);
        Publisher publisher = new Publisher(topics, settings.spread(), pauses, random);
        RetryQueue retries = parked -> new SqsRetryQueue(clients.sqs().get(), settings.retryQueueUrl()).park(parked);
        // These two publish whenever they are called: their client is better made while Lambda initialises, at full
        // speed.
        this.streamPublisher = new Lazy<>(() -> {
            sns.get();
            return new StreamPublisher(publisher, retries, settings.publishTries(), measures, clock);
        });
        this.redrive = new Lazy<>(() -> {
            sns.get();
            return new Redrive(store, publisher, settings.publishTries());
        });

        Lazy<Mailboxes> mailboxes = new Lazy<>(() -> new SqsMailboxes(
                clients.sqs().get(),
                new SnsSubscriptions(clients.sns().get(), names, settings.topicArnPrefix()),
                names));
        Reports reports = new DynamoDbReports(dynamo, settings.tableName());
        this.agents = new Lazy<>(() -> new FleetEndpoint(
                new AgentsEndpoint(
                        new Registry(leases, mailboxes.get(), names, settings.leaseDuration(), clock, random),
                        new Roster(leases, reports, clock),
                        settings.reportsQueueUrl()),
                new ConvergenceEndpoint(store, leases, reports, clock)));
        this.gauge = new Lazy<>(() -> new FleetGauge(store, reports, settings.reportsQueueUrl() != null, measures));
        this.sweeper = new Lazy<>(() -> new Sweeper(leases, mailboxes.get(), settings.leaseGrace(), clock));

        UpkeepStore upkeep = new DynamoDbUpkeepStore(dynamo, settings.tableName());
        CommitSettings hasty = new CommitSettings(
                PolicyEnforcer.COMMIT_BUDGET, settings.spread(), settings.answersKept(), settings.tableName());
        Lazy<Committer> hurried =
                new Lazy<>(() -> new Committer(store, rules.get(), validator, hasty, measures, clock, pauses, random));
        this.enforcer = new Lazy<>(() -> new PolicyEnforcer(upkeep, hurried.get(), outside.events(), clock));
        this.keeper = new Lazy<>(() -> new HistoryKeeper(upkeep, store, clock));

        RolloutStore rollouts = new DynamoDbRolloutStore(dynamo, settings.tableName(), settings.logRetention());
        this.conductor = new Lazy<>(() -> new Conductor(
                rollouts,
                new MeasuredMoves(new CommittedMoves(hurried.get(), rollouts), measures),
                new LiveFleet(leases, reports),
                outside.alarms(),
                outside.events(),
                clock));
        this.resources = new Lazy<>(() -> new Resources(store, committer.get(), rules.get(), clock, pauses, random));
        ConductorCall call =
                outside.conductor() == null ? namespace -> conductor().run(namespace) : outside.conductor();
        this.api = new Lazy<>(() -> new Api(
                store,
                committer.get(),
                rules.get(),
                new LeasedAgents(leases, clock),
                new EarlyPublisher(store, publisher),
                new Desk(rollouts, call),
                clock,
                pauses));
        this.intake = new Lazy<>(() -> new ReportIntake(
                leases,
                reports,
                new ReportAlert(rollouts, call, clock).then(new Propagation(store, measures)),
                measures,
                clock));
    }

    /** The clients that most functions share; topics and queues only where a function needs them. */
    record Clients(DynamoDbClient dynamo, Supplier<SnsClient> sns, Supplier<SqsClient> sqs) {}

    /**
     * Goes once the way of each part that is made, in a namespace that nobody has: reads the table, asks a topic that does not exist, commits nothing.
     *
     * @throws RuntimeException if something cannot be reached; nothing is the worse for it
     */
    void prime() {
        store.head(Priming.NAMESPACE);
        api.ifMade(made -> {
            rules.get().check("{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}");
            Gateway.handle(Priming.dryRun(), made);
        });
        agents.ifMade(made -> Gateway.handle(Priming.agents(), made));
        streamPublisher.ifMade(made -> sns.get().publish(Priming.NAMESPACE, "{}"));
        redrive.ifMade(made -> sns.get().publish(Priming.NAMESPACE, "{}"));
    }

    /**
     * What the functions ask and tell beside table, topics and queues.
     *
     * @param measures takes what the functions measure
     * @param conductor calls the conductor for failing reports; null for within the handler of the reports
     */
    public record Outside(
            ChangeValidator validator,
            BoardEvents events,
            Alarms alarms,
            Measures measures,
            @Nullable ConductorCall conductor) {}

    /**
     * Wires the functions over these clients, which stay the caller's to close. Where there is neither Lambda nor
     * EventBridge nor CloudWatch: no validator function can be asked, events go to the log, no alarm is known, and nothing is measured.
     */
    public static AwsBoard wire(
            DynamoDbClient dynamo, SnsClient sns, SqsClient sqs, BoardSettings settings, Clock clock) {
        return wire(dynamo, sns, sqs, ChangeValidator.none(), new LoggedEvents(), settings, clock);
    }

    /** As the other one, with a validator and events. */
    public static AwsBoard wire(
            DynamoDbClient dynamo,
            SnsClient sns,
            SqsClient sqs,
            ChangeValidator validator,
            BoardEvents events,
            BoardSettings settings,
            Clock clock) {
        return wire(
                dynamo,
                sns,
                sqs,
                new Outside(validator, events, Alarms.none(), Measures.none(), null),
                settings,
                clock);
    }

    /** Wires the functions over these clients, which stay the caller's to close. */
    public static AwsBoard wire(
            DynamoDbClient dynamo, SnsClient sns, SqsClient sqs, Outside outside, BoardSettings settings, Clock clock) {
        return wire(new Clients(dynamo, () -> sns, () -> sqs), outside, settings, clock, new SecureRandom());
    }

    static AwsBoard wire(
            Clients clients, Outside outside, BoardSettings settings, Clock clock, RandomGenerator random) {
        return new AwsBoard(clients, outside, settings, clock, random);
    }

    /**
     * Wires the functions over clients of their own, as Lambda needs them, with what SnapStart asks of them.
     *
     * @param environment as {@link BoardSettings#fromEnvironment} takes it
     */
    static AwsBoard fromEnvironment(Map<String, String> environment) {
        RenewedRandom random = new RenewedRandom(SecureRandom::new);
        AwsBoard board = AwsEnvironment.board(BoardSettings.fromEnvironment(environment), environment, random);
        new SnapStart(board::prime, random).register();
        return board;
    }

    /** The API without its agents' part. */
    public ApiFunction apiFunction() {
        return new ApiFunction(this);
    }

    /** The agents' part of the API. */
    public AgentsFunction agentsFunction() {
        return new AgentsFunction(this);
    }

    /** The handler of the table's stream. */
    public PublishFunction publishFunction() {
        return new PublishFunction(this);
    }

    /** The handler of the retry queue. */
    public RedriveFunction redriveFunction() {
        return new RedriveFunction(this);
    }

    /** The handler of the reports queue. */
    public ReportsFunction reportsFunction() {
        return new ReportsFunction(this);
    }

    /** The handler of the sweeper's schedule. */
    public SweepFunction sweepFunction() {
        return new SweepFunction(this);
    }

    /** The handler of the policies' schedule. */
    public PolicyFunction policyFunction() {
        return new PolicyFunction(this);
    }

    /** The handler of the retention's schedule. */
    public RetentionFunction retentionFunction() {
        return new RetentionFunction(this);
    }

    /** The handler of the conductor's schedule and calls. */
    public ConductorFunction conductorFunction() {
        return new ConductorFunction(this);
    }

    /**
     * The handler of the resources that stacks have.
     *
     * @param answers takes the answers to where CloudFormation waits
     */
    public ResourceFunction resourceFunction(Answers answers) {
        return new ResourceFunction(this, answers);
    }

    /** The whole API behind one handler, for a local front: what API Gateway's routes do in a deployment. */
    public RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> httpFunction() {
        ApiFunction board = apiFunction();
        AgentsFunction fleet = agentsFunction();
        return (event, context) -> {
            return FleetEndpoint.takes(event.getPath())
                    ? fleet.handleRequest(event, context)
                    : board.handleRequest(event, context);
        };
    }

    Api api() {
        return api.get();
    }

    ReportIntake intake() {
        return intake.get();
    }

    FleetEndpoint agents() {
        return agents.get();
    }

    StreamPublisher streamPublisher() {
        return streamPublisher.get();
    }

    Redrive redrive() {
        return redrive.get();
    }

    FleetGauge gauge() {
        return gauge.get();
    }

    Invocations invocations() {
        return invocations;
    }

    Sweeper sweeper() {
        return sweeper.get();
    }

    PolicyEnforcer enforcer() {
        return enforcer.get();
    }

    HistoryKeeper keeper() {
        return keeper.get();
    }

    Conductor conductor() {
        return conductor.get();
    }

    Resources resources() {
        return resources.get();
    }
}
