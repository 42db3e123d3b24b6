package dev.noticeboard.cdk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** A board: everything that serves parameters, in one construct. Its parts are there to build on. */
public final class Noticeboard extends Construct implements Board {
    private static final int PREFIX_LENGTH = 40;

    private final String prefix;
    private final BoardTable table;
    private final BoardQueues queues;
    private final BoardFunctions functions;
    private final BoardSources sources;
    private final BoardSchedules schedules;
    private final @Nullable BoardBus bus;
    private final @Nullable BoardVpc vpc;
    private final BoardApi api;
    private final BoardMetrics metrics;
    private final BoardAlarms alarms;
    private final BoardDashboard dashboard;
    private final Grants grants;

    /** A board with the defaults. */
    public Noticeboard(Construct scope, String id) {
        this(scope, id, NoticeboardProps.defaults());
    }

    /** A board. */
    public Noticeboard(Construct scope, String id, NoticeboardProps props) {
        super(scope, id);
        this.prefix = props.prefix().orElseGet(this::defaultPrefix);
        this.table = new BoardTable(this, props.tableName().orElse(prefix), props);
        this.queues = new BoardQueues(this, prefix, props);
        this.bus = props.archivedEvents()
                .map(archived -> new BoardBus(this, prefix, archived))
                .orElse(null);
        Arns arns = new Arns(this, prefix, table, queues, bus, props);
        this.functions = new BoardFunctions(this, prefix, table, queues, arns, props);
        this.sources = new BoardSources(this, table, queues, functions);
        this.schedules = new BoardSchedules(this, queues, functions);
        this.vpc = props.vpc()
                .map(in -> new BoardVpc(this, in, props.vpcServices()))
                .orElse(null);
        this.api = new BoardApi(this, prefix, functions, vpc, props);
        this.metrics = new BoardMetrics(prefix, functions);
        this.alarms = new BoardAlarms(this, props);
        this.dashboard = new BoardDashboard(this);
        this.grants = new Grants(this, props.stageName());
        Nag.suppress(this);
    }

    /**
     * A board of another stack or app, for parameters and schemas in stacks of this one.
     *
     * @param arn of the board's function for resources, as {@link #resourceFunctionArn} tells it; of the same account and region as the stacks
     * @throws IllegalArgumentException if it is no ARN of a function's alias
     */
    public static Board fromResourceFunctionArn(String arn) {
        return ImportedBoard.of(arn);
    }

    private String defaultPrefix() {
        String stack = Stack.of(this).getStackName();
        return !Token.isUnresolved(stack)
                        && NoticeboardProps.PREFIX.matcher(stack).matches()
                ? stack
                : Names.uniqueResourceName(
                        this,
                        UniqueResourceNameOptions.builder()
                                .maxLength(PREFIX_LENGTH)
                                .build());
    }

    /** Begins the names of topics and queues. */
    public String prefix() {
        return prefix;
    }

    /** The table and its key. */
    public BoardTable table() {
        return table;
    }

    /** The queues that stand. */
    public BoardQueues queues() {
        return queues;
    }

    /** The functions. */
    public BoardFunctions functions() {
        return functions;
    }

    /** What calls functions for the stream and the queues. */
    public BoardSources sources() {
        return sources;
    }

    /** What calls functions by the clock. */
    public BoardSchedules schedules() {
        return schedules;
    }

    /** The API. */
    public BoardApi api() {
        return api;
    }

    /** The endpoints of the agents' VPC; empty where none was given. */
    public Optional<BoardVpc> vpc() {
        return Optional.ofNullable(vpc);
    }

    /** The event bus of its own; empty where it has none. */
    public Optional<BoardBus> bus() {
        return Optional.ofNullable(bus);
    }

    /** What is measured of it. */
    public BoardMetrics metrics() {
        return metrics;
    }

    /** What rings. */
    public BoardAlarms alarms() {
        return alarms;
    }

    /** What there is to see. */
    public BoardDashboard dashboard() {
        return dashboard;
    }

    @Override
    public String resourceFunctionArn() {
        return functions.alias(Handler.STACKS).getFunctionArn();
    }

    /** Adds a parameter to the board's own stack; {@link Board#addParameter} takes one of another. */
    public BoardParameter addParameter(String id, ParameterProps props) {
        return addParameter(this, id, props);
    }

    /** Adds a schema to the board's own stack; {@link Board#bindSchema} takes one of another. */
    public BoardSchema bindSchema(String id, SchemaProps props) {
        return bindSchema(this, id, props);
    }

    /** Lets a role, such as CloudFormation's, deploy stacks that have parameters or schemas of this board: of any namespace. */
    public void grantStacks(IGrantable deployer) {
        grants.stacks(deployer, resourceFunctionArn());
    }

    /**
     * Lets an agent's role keep a namespace: read its partitions of the table, register, receive its notices and report.
     *
     * @param namespace such as {@code /billing/prod}
     * @throws IllegalArgumentException if it is none, or the grantee takes no policies
     */
    public void grantAgent(IGrantable agent, String namespace) {
        grants.agent(agent, Grants.namespace(namespace));
    }

    /** Lets somebody read a namespace or what lies below a prefix, over the API: values, history, rules and the fleet's state. */
    public void grantRead(IGrantable grantee, String namespaceOrPrefix) {
        grants.read(grantee, namespaceOrPrefix);
    }

    /** Lets somebody read and write a namespace, {@code /billing/prod}, or what lies below a prefix, {@code /billing/prod/db}, over the API. */
    public void grantWrite(IGrantable grantee, String namespaceOrPrefix) {
        grants.write(grantee, namespaceOrPrefix);
    }

    /** Lets somebody read and write a namespace, operate its rollouts and administer its schemas, rules and settings. */
    public void grantAdmin(IGrantable grantee, String namespace) {
        grants.admin(grantee, Grants.namespace(namespace));
    }
}
