package dev.noticeboard.cdk;

import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/** A board: everything that serves parameters, in one construct. Its parts are there to build on. */
public final class Noticeboard extends Construct {
    private static final int PREFIX_LENGTH = 40;

    private final String prefix;
    private final BoardTable table;
    private final BoardQueues queues;
    private final BoardFunctions functions;
    private final BoardSources sources;
    private final BoardSchedules schedules;
    private final BoardApi api;

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
        Arns arns = new Arns(this, prefix, table, queues, props);
        this.functions = new BoardFunctions(this, prefix, table, queues, arns, props);
        this.sources = new BoardSources(this, table, queues, functions);
        this.schedules = new BoardSchedules(this, queues, functions);
        this.api = new BoardApi(this, prefix, functions, props);
        Nag.suppress(this);
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
}
