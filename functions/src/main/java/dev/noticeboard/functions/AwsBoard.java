package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Api;
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
import dev.noticeboard.functions.publish.SnsTopics;
import dev.noticeboard.functions.publish.SqsRetryQueue;
import dev.noticeboard.functions.publish.StreamPublisher;
import dev.noticeboard.functions.publish.Topics;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.rollout.CommittedMoves;
import dev.noticeboard.functions.rollout.Conductor;
import dev.noticeboard.functions.rollout.ConductorCall;
import dev.noticeboard.functions.rollout.Desk;
import dev.noticeboard.functions.rollout.DynamoDbRolloutStore;
import dev.noticeboard.functions.rollout.MeasuredMoves;
import dev.noticeboard.functions.rollout.ReportAlert;
import dev.noticeboard.functions.rollout.RolloutStore;
import dev.noticeboard.functions.runtime.Pauses;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The composition root: the functions over AWS, wired by hand. Thread-safe. */
public final class AwsBoard {
    private final Api api;
    private final FleetEndpoint agents;
    private final ReportIntake intake;
    private final StreamPublisher streamPublisher;
    private final Redrive redrive;
    private final Sweeper sweeper;
    private final PolicyEnforcer enforcer;
    private final HistoryKeeper keeper;
    private final Conductor conductor;
    private final FleetGauge gauge;
    private final Invocations invocations;

    private AwsBoard(
            DynamoDbClient dynamo, SnsClient sns, SqsClient sqs, Outside outside, BoardSettings settings, Clock clock) {
        ChangeValidator validator = outside.validator();
        RandomGenerator random = new SecureRandom();
        Pauses pauses = Pauses.system();
        Measures measures = outside.measures();
        this.invocations = new Invocations(measures);
        ResourceNames names = new ResourceNames(settings.resourcePrefix());

        BoardStore store = new DynamoDbBoardStore(dynamo, settings.tableName(), settings.logRetention());
        SchemaRules rules = new SchemaRules();
        CommitSettings commits = new CommitSettings(
                settings.commitBudget(), settings.spread(), settings.answersKept(), settings.tableName());
        Leases leases = new DynamoDbLeases(dynamo, settings.tableName());
        Committer committer = new Committer(store, rules, validator, commits, measures, clock, pauses, random);

        Topics topics = new MeasuredTopics(new SnsTopics(sns, names, settings.topicArnPrefix()), measures);
        Publisher publisher = new Publisher(topics, settings.spread(), pauses, random);
        this.streamPublisher = new StreamPublisher(
                publisher, new SqsRetryQueue(sqs, settings.retryQueueUrl()), settings.publishTries(), measures, clock);
        this.redrive = new Redrive(store, publisher, settings.publishTries());

        Mailboxes mailboxes = new SqsMailboxes(sqs, new SnsSubscriptions(sns, names, settings.topicArnPrefix()), names);
        Reports reports = new DynamoDbReports(dynamo, settings.tableName());
        Registry registry = new Registry(leases, mailboxes, names, settings.leaseDuration(), clock, random);
        this.agents = new FleetEndpoint(
                new AgentsEndpoint(registry, new Roster(leases, reports, clock), settings.reportsQueueUrl()),
                new ConvergenceEndpoint(store, leases, reports, clock));
        this.gauge = new FleetGauge(store, reports, settings.reportsQueueUrl() != null, measures);
        this.sweeper = new Sweeper(leases, mailboxes, settings.leaseGrace(), clock);

        UpkeepStore upkeep = new DynamoDbUpkeepStore(dynamo, settings.tableName());
        CommitSettings hasty = new CommitSettings(
                PolicyEnforcer.COMMIT_BUDGET, settings.spread(), settings.answersKept(), settings.tableName());
        Committer hurried = new Committer(store, rules, validator, hasty, measures, clock, pauses, random);
        this.enforcer = new PolicyEnforcer(upkeep, hurried, outside.events(), clock);
        this.keeper = new HistoryKeeper(upkeep, store, clock);

        RolloutStore rollouts = new DynamoDbRolloutStore(dynamo, settings.tableName(), settings.logRetention());
        this.conductor = new Conductor(
                rollouts,
                new MeasuredMoves(new CommittedMoves(hurried, rollouts), measures),
                new LiveFleet(leases, reports),
                outside.alarms(),
                outside.events(),
                clock);
        ConductorCall call = outside.conductor() == null ? conductor::run : outside.conductor();
        this.api = new Api(
                store,
                committer,
                rules,
                new LeasedAgents(leases, clock),
                new EarlyPublisher(store, publisher),
                new Desk(rollouts, call),
                clock,
                pauses);
        this.intake = new ReportIntake(
                leases,
                reports,
                new ReportAlert(rollouts, call, clock).then(new Propagation(store, measures)),
                measures,
                clock);
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
        return new AwsBoard(dynamo, sns, sqs, outside, settings, clock);
    }

    /**
     * Wires the functions over clients of their own, as Lambda needs them.
     *
     * @param environment as {@link BoardSettings#fromEnvironment} takes it
     */
    static AwsBoard fromEnvironment(Map<String, String> environment) {
        return AwsEnvironment.board(BoardSettings.fromEnvironment(environment));
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
        return api;
    }

    ReportIntake intake() {
        return intake;
    }

    FleetEndpoint agents() {
        return agents;
    }

    StreamPublisher streamPublisher() {
        return streamPublisher;
    }

    Redrive redrive() {
        return redrive;
    }

    FleetGauge gauge() {
        return gauge;
    }

    Invocations invocations() {
        return invocations;
    }

    Sweeper sweeper() {
        return sweeper;
    }

    PolicyEnforcer enforcer() {
        return enforcer;
    }

    HistoryKeeper keeper() {
        return keeper;
    }

    Conductor conductor() {
        return conductor;
    }
}
