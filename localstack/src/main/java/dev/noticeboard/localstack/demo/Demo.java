package dev.noticeboard.localstack.demo;

import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.importing.ImportOutcome;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.importing.ImportProgress;
import dev.noticeboard.cli.importing.Importer;
import dev.noticeboard.cli.terminal.Pauses;
import dev.noticeboard.cli.terminal.ProblemText;
import dev.noticeboard.localstack.LocalBoard;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The scenes of the demonstration, in order. Each shows a part of the main job on the real thing (the product's own
 * handlers and agents over the wire to the embedded services) and checks what it claims. For one thread.
 */
final class Demo {
    /** Measured changes: enough for a median and a maximum to mean something, and done in a few seconds. */
    private static final int CHANGES = 10;

    /** Shorter than an agent's usual 60 s, so that nobody has to wait for a poll. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    private static final String SCHEMA = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"integer","minimum":1,"maximum":1000}""";

    private final LocalBoard board;
    private final BoardApi api;
    private final Stage stage;
    private final ImportPlan plan;
    private final Namespace namespace;
    private final ParameterName poolSize;
    private final Deliveries deliveries = new Deliveries();
    private final Claims claims = new Claims();
    private final DemoFleet fleet;
    private final MeasuredWrites writes;
    private int refusedWrites;

    /** @param folder where the agents keep their last known good snapshots */
    Demo(LocalBoard board, ImportPlan plan, Namespace namespace, Path folder, Stage stage) {
        this.board = board;
        this.api = new BoardApi(SigV4ApiClient.of(board.endpoint()));
        this.plan = plan;
        this.namespace = namespace;
        this.stage = stage;
        this.poolSize = new ParameterName(namespace.nameAt("noticeboard-demo/pool-size"));
        this.fleet = new DemoFleet(board, namespace, POLL_INTERVAL, folder, deliveries);
        this.writes = new MeasuredWrites(api, poolSize, fleet, deliveries);
    }

    /**
     * Plays it.
     *
     * @param progress told how far the import is
     */
    DemoReport run(List<String> agents, ImportProgress progress) {
        try (fleet) {
            importConfiguration(progress);
            startAgents(agents);
            changeAValue();
            refuseABadValue();
            cutThePushPath(agents.get(agents.size() - 1));
            restartWithoutNetwork(agents.get(0));
            return report();
        }
    }

    private void importConfiguration(ImportProgress progress) {
        stage.scene("Import a real configuration into " + namespace);
        long begun = System.nanoTime();
        ImportOutcome outcome =
                new Importer(api, Pauses.ofThisThread(), RandomGenerator.getDefault()).run(plan, "demo", progress);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        claims.check(
                "the whole file is on the board",
                outcome instanceof ImportOutcome.Completed,
                outcome.getClass().getSimpleName());
        stage.say(String.format(
                Locale.ROOT,
                "%,d of %,d parameters in %,d change sets, %s",
                outcome.tally().parameters(),
                plan.parameters(),
                outcome.tally().committed(),
                Stage.text(took)));
        MeasuredWrites.accepted(api.bindSchema(new Prefix(namespace, poolSize.text()), SCHEMA, "demo"));
        writes.put(20);
        stage.say("and " + poolSize + " = 20, under a schema that says 1 to 1000");
    }

    private void startAgents(List<String> agents) {
        stage.scene("Start " + agents.size() + " agents");
        long begun = System.nanoTime();
        for (String name : agents) {
            ParameterAgent agent = fleet.start(name);
            AgentStatus status = agent.status();
            stage.say(String.format(
                    Locale.ROOT,
                    "%s serves %,d parameters of revision %d",
                    name,
                    status.parameters(),
                    status.revision()));
        }
        int least = fleet.statuses().values().stream()
                .mapToInt(AgentStatus::parameters)
                .min()
                .orElse(0);
        claims.check(
                "every agent serves the whole namespace before it is registered",
                least == plan.parameters() + 1,
                least + " of " + (plan.parameters() + 1) + " parameters");
        boolean registered = MeasuredWrites.await(fleet::allRegistered);
        claims.check("every agent holds a lease and a queue", registered, "after " + since(begun));
        stage.say("all registered for notices after " + since(begun));
    }

    private void changeAValue() {
        stage.scene("Change a value and see when each agent has it");
        for (int i = 1; i <= CHANGES; i++) {
            Map<String, Deliveries.Delivery> arrived = writes.measure(20 + i, fleet.names());
            if (i == 1) {
                arrived.values()
                        .forEach(d -> stage.say(String.format(
                                Locale.ROOT,
                                "%-8s had revision %d after %s, by %s",
                                d.agent(),
                                d.revision(),
                                Stage.text(d.after()),
                                d.path().name().toLowerCase(Locale.ROOT))));
                stage.say("… and " + (CHANGES - 1) + " changes more, in the table below");
            }
        }
        claims.check(
                "every agent had every change",
                deliveries.times(d -> true).size() == CHANGES * fleet.names().size(),
                deliveries.times(d -> true).size() + " of "
                        + CHANGES * fleet.names().size() + " deliveries");
        int pushed = deliveries.times(d -> d.path() == Deliveries.Path.PUSH).size();
        claims.check("push reaches the agents", pushed > 0, pushed + " deliveries by push");
    }

    private void refuseABadValue() {
        stage.scene("Refuse a bad value");
        long before = fleet.agent(fleet.names().get(0)).status().revision();
        Reply<CommitAnswer> reply = writes.send(5000);
        boolean refused = reply instanceof Reply.Refused<CommitAnswer> r && r.status() == 422;
        if (reply instanceof Reply.Refused<CommitAnswer> r) {
            refusedWrites++;
            stage.say("put " + poolSize + " 5000 answers HTTP " + r.status() + ":");
            ProblemText.lines(r).forEach(stage::say);
        }
        claims.check(
                "a value outside its schema is refused",
                refused,
                reply.getClass().getSimpleName());
        claims.check(
                "a refused write makes no revision",
                writes.put(CHANGES + 20) == before,
                "the namespace is still at revision " + before);
    }

    private void cutThePushPath(String name) {
        stage.scene("Cut the push path of " + name);
        board.cutPush(namespace, name);
        Map<String, Deliveries.Delivery> arrived = writes.measure(100, fleet.names());
        Deliveries.Delivery caught = arrived.get(name);
        claims.check(
                "an agent without push catches up by polling within its poll interval",
                caught != null
                        && caught.path() == Deliveries.Path.POLL
                        && caught.after().compareTo(POLL_INTERVAL.plusSeconds(1)) < 0,
                caught == null ? "it never had the change" : Stage.text(caught.after()));
        if (caught != null) {
            stage.say(name + " had it after " + Stage.text(caught.after()) + " by "
                    + caught.path().name().toLowerCase(Locale.ROOT) + " (it polls every "
                    + POLL_INTERVAL.toSeconds() + " s here, every 60 s by default)");
        }
    }

    private void restartWithoutNetwork(String name) {
        stage.scene("Restart " + name + " with the network down");
        long before = fleet.agent(name).status().revision();
        fleet.stop(name);
        long begun = System.nanoTime();
        ParameterAgent restarted = fleet.startWithoutNetwork(name);
        AgentStatus status = restarted.status();
        String value = restarted.get(poolSize.text()).orElse("nothing");
        claims.check(
                "an agent without a network serves its last known good snapshot",
                status.revision() == before && value.equals("100"),
                "revision " + status.revision() + " after revision " + before);
        stage.say(name + " serves revision " + status.revision() + " from disk after " + since(begun)
                + " (it tries the network for 2 s first)");
    }

    private static String since(long begun) {
        return Stage.text(Duration.ofNanos(System.nanoTime() - begun));
    }

    private DemoReport report() {
        List<DemoReport.Row> rows = new ArrayList<>();
        fleet.statuses()
                .forEach((name, status) -> rows.add(new DemoReport.Row(
                        name,
                        status.revision(),
                        times(name, Deliveries.Path.PUSH),
                        times(name, Deliveries.Path.POLL))));
        return new DemoReport(
                claims.broken().isEmpty(),
                namespace.text(),
                plan.parameters(),
                rows,
                DemoReport.Times.of(deliveries.times(d -> d.path() == Deliveries.Path.PUSH)),
                DemoReport.Times.of(deliveries.times(d -> d.path() == Deliveries.Path.POLL)),
                refusedWrites,
                claims.all(),
                stage.seconds());
    }

    private DemoReport.Times times(String name, Deliveries.Path path) {
        return DemoReport.Times.of(deliveries.times(d -> d.agent().equals(name) && d.path() == path));
    }
}
