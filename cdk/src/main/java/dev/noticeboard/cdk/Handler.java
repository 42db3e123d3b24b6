package dev.noticeboard.cdk;

import dev.noticeboard.functions.AgentsFunction;
import dev.noticeboard.functions.ApiFunction;
import dev.noticeboard.functions.ConductorFunction;
import dev.noticeboard.functions.PolicyFunction;
import dev.noticeboard.functions.PublishFunction;
import dev.noticeboard.functions.RedriveFunction;
import dev.noticeboard.functions.ReportsFunction;
import dev.noticeboard.functions.ResourceFunction;
import dev.noticeboard.functions.RetentionFunction;
import dev.noticeboard.functions.SweepFunction;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a board: one for each handler class. Memory is also CPU (1,769 MiB are one vCPU; source: AWS Lambda Developer Guide,
 * "Configure Lambda function memory"); those that somebody waits for have more of it. Time limits hold the budgets that the handlers keep.
 */
public enum Handler {
    /** 29 s is API Gateway's limit of an integration; a commit keeps to 20 s. */
    API(ApiFunction.class, 1024, 29, "the API: parameters, change sets, schemas, rollouts, the change feed"),
    AGENTS(AgentsFunction.class, 1024, 29, "the API's part about agents: leases, the fleet, convergence"),
    PUBLISH(PublishFunction.class, 1024, 60, "publishes the change log's new entries to the namespaces' topics"),
    REDRIVE(RedriveFunction.class, 512, 60, "publishes what was parked on the retry queue"),
    REPORTS(ReportsFunction.class, 512, 30, "keeps the agents' last reports"),
    SWEEP(SweepFunction.class, 512, 300, "removes what expired leases left behind", "rate(5 minutes)"),
    /** Its runs keep to 45 s and one commit. */
    POLICIES(PolicyFunction.class, 512, 60, "does what parameters' policies ask for", "rate(1 minute)"),
    /** Its runs keep to 12 minutes. */
    RETENTION(RetentionFunction.class, 512, 900, "drops versions that the settings do not keep", "rate(1 day)"),
    /** Its runs keep to 45 s and one commit. */
    CONDUCTOR(ConductorFunction.class, 512, 60, "advances rollouts and rolls them back", "rate(1 minute)"),
    /** It begins nothing after 30 s, a commit keeps to 20 s, and its answer to half a minute. */
    STACKS(ResourceFunction.class, 512, 120, "makes parameters and schemas of CloudFormation's stacks");

    private final Class<?> type;
    private final int memoryMiB;
    private final Duration timeout;
    private final String description;
    private final @Nullable String schedule;

    Handler(Class<?> type, int memoryMiB, int seconds, String description) {
        this(type, memoryMiB, seconds, description, null);
    }

    Handler(Class<?> type, int memoryMiB, int seconds, String description, @Nullable String schedule) {
        this.type = type;
        this.memoryMiB = memoryMiB;
        this.timeout = Duration.ofSeconds(seconds);
        this.description = description;
        this.schedule = schedule;
    }

    /** The handler class, by its full name, as Lambda takes it. */
    public String className() {
        return type.getName();
    }

    /** The construct's id, such as {@code Api}. */
    public String id() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Memory in MiB. */
    public int memoryMiB() {
        return memoryMiB;
    }

    /** The longest run. */
    public Duration timeout() {
        return timeout;
    }

    /** What it does, in a few words. */
    public String description() {
        return description;
    }

    /** EventBridge Scheduler's expression of those that a schedule calls. */
    public Optional<String> schedule() {
        return Optional.ofNullable(schedule);
    }

    /** Whether Lambda queues its calls: those of a schedule, of CloudFormation, and of functions that do not wait. */
    public boolean asynchronous() {
        return schedule != null || this == STACKS;
    }

    /** Whether a failing run is tried again. Those that run every minute anyway are not. */
    int retries() {
        return this == SWEEP || this == RETENTION || this == STACKS ? 2 : 0;
    }

    /**
     * How old a queued call may get in seconds. CloudFormation gives up after ten minutes and undoes what was not answered: a call that began later would do it
     * after all.
     */
    int mostAgeSeconds() {
        if (this == STACKS) {
            return 480;
        }
        return retries() == 0 ? 60 : 3600;
    }

    /** Whether API Gateway calls it. */
    public boolean servesApi() {
        return this == API || this == AGENTS;
    }
}
