package dev.noticeboard.localstack.rollouts;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.noticeboard.agent.refresh.Timer;
import dev.noticeboard.functions.fleet.FakeLeases;
import dev.noticeboard.functions.fleet.FakeMailboxes;
import dev.noticeboard.functions.fleet.FakeReports;
import dev.noticeboard.functions.fleet.LiveFleet;
import dev.noticeboard.functions.fleet.Registry;
import dev.noticeboard.functions.fleet.ReportIntake;
import dev.noticeboard.functions.observe.Measures;
import dev.noticeboard.functions.publish.Publisher;
import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.rollout.CommittedMoves;
import dev.noticeboard.functions.rollout.Conductor;
import dev.noticeboard.functions.rollout.FakeRolloutStore;
import dev.noticeboard.functions.rollout.Moves;
import dev.noticeboard.functions.rollout.ReportAlert;
import dev.noticeboard.functions.rollout.RolloutStore;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.CommitSettings;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.upkeep.PolicyEnforcer;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The functions of a board, with stores in memory and a timer in virtual time: the real commit, registry, publisher, intake of reports with
 * its alert, and conductor, with the defaults of {@code BoardSettings}. For one thread.
 */
final class SimFunctions {
    static final Namespace NAMESPACE = new Namespace("/sim/prod");
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration SPREAD = Duration.ofSeconds(10);
    private static final CommitSettings COMMITS =
            new CommitSettings(PolicyEnforcer.COMMIT_BUDGET, SPREAD, Duration.ofHours(24));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Until Lambda runs what was called: our guess at a start that is sometimes cold. */
    private static final Duration CALLED = Duration.ofMillis(500);
    /** For how long Lambda gathers messages of the queue of reports, and how many at most. */
    private static final Duration GATHERED = Duration.ofMillis(200);

    private static final int BATCH = 100;

    final FakeBoardStore board = new FakeBoardStore();
    final FakeRolloutStore rollouts = new FakeRolloutStore(board);
    private final Clock clock;
    private final Timer timer;
    private final Committer committer;
    private final CommittedMoves moves;
    private final Registry registry;
    private final ReportIntake intake;
    private final Conductor conductor;
    private final Publisher publisher;
    private final List<SQSEvent.SQSMessage> waiting = new ArrayList<>();
    /** Hands a notice's text to all agents. */
    private Consumer<String> topic = text -> {};

    private long published;
    private boolean called;
    private long messages;

    /** Whether nobody conducts, neither by schedule nor when called. */
    boolean conductorDown;

    /** Looked at after each thing that may have committed. */
    Runnable afterCommit = () -> {};

    SimFunctions(Clock clock, Timer timer, Random random, Alarms alarms) {
        this.clock = clock;
        this.timer = timer;
        Pauses none = length -> {
            throw new IllegalStateException("there is one writer, which loses no race");
        };
        FakeLeases leases = new FakeLeases();
        FakeReports reports = new FakeReports();
        this.committer = new Committer(board, new SchemaRules(), ChangeValidator.none(), COMMITS, clock, none, random);
        this.moves = new CommittedMoves(committer, rollouts);
        this.registry =
                new Registry(leases, new FakeMailboxes(clock), new ResourceNames("noticeboard"), LEASE, clock, random);
        this.intake = new ReportIntake(
                leases, reports, new ReportAlert(rollouts, namespace -> call(), clock), Measures.none(), clock);
        this.conductor = new Conductor(rollouts, moves, new LiveFleet(leases, reports), alarms, events -> {}, clock);
        this.publisher = new Publisher((namespace, text) -> topic.accept(text), SPREAD, none, random);
    }

    /** Who is subscribed to the namespace's topic. */
    void subscribe(Consumer<String> fleet) {
        topic = fleet;
    }

    /** The conductor looks every minute from now on. */
    void schedule() {
        timer.after(MINUTE, this::schedule);
        conduct();
    }

    private void call() {
        if (!called) {
            called = true;
            timer.after(CALLED, () -> {
                called = false;
                conduct();
            });
        }
    }

    private void conduct() {
        if (!conductorDown) {
            conductor.run();
            stream();
        }
    }

    /** A write through the API. */
    void write(List<Wish> wishes) {
        Outcome outcome = committer.commit(
                new WriteRequest(NAMESPACE, Wishes.all(wishes, "simulated"), "simulated", "tester", null));
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException("the write was not committed: " + outcome);
        }
        stream();
        call();
    }

    /** A move by hand through the API. */
    Moves.Result move(String id, dev.noticeboard.functions.moves.Move move) {
        Moves.Result result = moves.commit(rollouts.find(NAMESPACE, id).orElseThrow(), move, "tester");
        stream();
        call();
        return result;
    }

    /** What the table's stream does: each new entry of the log is published. */
    private void stream() {
        long newest = board.head(NAMESPACE).map(Head::revision).orElse(0L);
        while (published < newest) {
            published++;
            board.changeSet(NAMESPACE, published).ifPresent(c -> publisher.publish(c, 1));
        }
        afterCommit.run();
    }

    /** {@code PUT …/agents/{agentId}}. */
    Registration register(String agentId, Registration.Request request) {
        Registry.Result result = registry.register(
                NAMESPACE,
                agentId,
                new Registry.Caller(principal(agentId), sender(agentId)),
                request.hostTags() == null ? Map.of() : request.hostTags(),
                Boolean.TRUE.equals(request.newQueue()));
        if (!(result instanceof Registry.Result.Leased leased)) {
            throw new IllegalStateException("no lease for " + agentId + ": " + result);
        }
        return new Registration(
                agentId,
                NAMESPACE,
                leased.mailbox().queueUrl(),
                leased.lease().expiresAt(),
                LEASE.toSeconds(),
                "reports");
    }

    private static String principal(String agentId) {
        return "arn:aws:sts::123456789012:assumed-role/app/" + agentId;
    }

    private static String sender(String agentId) {
        return "AROASIMULATED:" + agentId;
    }

    /** A report as the queue holds it. */
    SQSEvent.SQSMessage message(Report report) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m" + ++messages);
        message.setBody(Json.write(report));
        Map<String, String> attributes = new HashMap<>();
        attributes.put("SentTimestamp", Long.toString(clock.millis()));
        attributes.put("SenderId", sender(report.agentId()));
        message.setAttributes(attributes);
        return message;
    }

    /** A report has arrived in the queue. */
    void arrived(SQSEvent.SQSMessage message) {
        if (waiting.isEmpty()) {
            timer.after(GATHERED, this::takeIn);
        }
        waiting.add(message);
    }

    private void takeIn() {
        for (int from = 0; from < waiting.size(); from += BATCH) {
            SQSEvent event = new SQSEvent();
            event.setRecords(List.copyOf(waiting.subList(from, Math.min(waiting.size(), from + BATCH))));
            intake.handle(event);
        }
        waiting.clear();
    }

    /** What the conductor and others know of rollouts. */
    RolloutStore store() {
        return rollouts;
    }
}
