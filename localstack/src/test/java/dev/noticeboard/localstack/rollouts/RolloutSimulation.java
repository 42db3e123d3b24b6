package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.agent.refresh.Jitter;
import dev.noticeboard.agent.simulation.SimClock;
import dev.noticeboard.agent.simulation.SimTimer;
import dev.noticeboard.agent.sync.HostIdentity;
import dev.noticeboard.functions.rollout.Alarms;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One rollout to a simulated fleet: real agents and real functions around a simulated transport, in virtual time and in one thread. All
 * follows from the seed.
 */
final class RolloutSimulation {
    /** By when all hosts run, hold their leases and have reported. */
    private static final Duration WARM = Duration.ofMinutes(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration POISON_AFTER = Duration.ofMinutes(2);
    /** How closely the end of a run is looked for. */
    private static final Duration SLICE = Duration.ofSeconds(5);
    /** How long beyond all bakes a run may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    /** One host in so many has the tag {@code ring=canary}. */
    private static final int TAGGED = 100;

    private static final int ONE_IN = 20;
    private static final List<String> OTHERS = List.of("host", "port", "time-out", "retries");

    private final Scenario scenario;
    private final Strategy strategy;
    private final Random random;
    private final SimClock clock = new SimClock();
    private final SimTimer timer = new SimTimer(clock);
    private final Map<String, Alarms.State> alarms = new HashMap<>();
    private final SimFunctions functions;
    private final List<SimHost> hosts = new ArrayList<>();
    private final Set<String> first = new HashSet<>();
    private Instant start = Instant.EPOCH;
    private String id = "";

    RolloutSimulation(Scenario scenario, Strategy strategy, int fleet, long seed) {
        this.scenario = scenario;
        this.strategy = scenario.of(strategy);
        this.random = new Random(seed);
        this.functions = new SimFunctions(clock, timer, random, this::states);
        SimHost.World world = new SimHost.World(
                clock,
                timer,
                new Jitter(random),
                new SimBoardReader(functions.board, names()),
                functions,
                new Wire(timer, random, scenario.reportsLost()),
                scenario.push(),
                Scenario.firstBake(strategy).plus(POISON_AFTER));
        for (int i = 0; i < Math.min(fleet, scenario.fleet()); i++) {
            Map<String, String> tags = i % TAGGED == 0 ? Map.of("ring", "canary") : Map.of();
            HostIdentity identity = new HostIdentity(String.format(Locale.ROOT, "host-%05d", i), tags);
            hosts.add(new SimHost(world, identity, badFor(identity) ? scenario.defect() : Defect.NONE));
        }
        Wire wire = world.wire();
        functions.subscribe(notice -> {
            if (scenario.push()) {
                hosts.forEach(host -> wire.notice(() -> host.receive(notice)));
            }
        });
        functions.afterCommit = this::look;
    }

    private Map<String, Alarms.State> states(Collection<String> names) {
        return names.stream()
                .collect(Collectors.toMap(Function.identity(), n -> alarms.getOrDefault(n, Alarms.State.OK)));
    }

    private static List<ParameterName> names() {
        List<ParameterName> names = new ArrayList<>();
        OTHERS.forEach(n -> names.add(new ParameterName(SimFunctions.NAMESPACE.nameAt(n))));
        names.add(new ParameterName(SimHost.NAME));
        return names;
    }

    private boolean badFor(HostIdentity host) {
        return switch (scenario.bad()) {
            case ALL -> true;
            case ONE_IN_TWENTY -> random.nextInt(ONE_IN) == 0;
            case TAGGED -> !host.hostTags().isEmpty();
        };
    }

    private static Wish put(ParameterName name, String value) {
        return new Wish.Put("", name, value, null, null, About.KEEP, null);
    }

    /** Runs until nothing more happens. */
    Verdict run() {
        begin();
        return end();
    }

    /** Starts the fleet and then the rollout. */
    void begin() {
        functions.write(names().stream().map(n -> put(n, SimHost.STABLE)).toList());
        hosts.forEach(host -> timer.after(within(MINUTE), host::start));
        timer.after(within(MINUTE), functions::schedule);
        timer.runUntil(clock.instant().plus(WARM).plus(within(MINUTE)));
        start = clock.instant();
        functions.write(
                List.of(new Wish.Start("", null, strategy), put(new ParameterName(SimHost.NAME), SimHost.CANDIDATE)));
        id = functions
                .board
                .head(SimFunctions.NAMESPACE)
                .map(Head::rollouts)
                .orElseThrow()
                .get(0);
        if (scenario.alarm()) {
            timer.after(Scenario.bakes(strategy).dividedBy(2), () -> alarms.put(Scenario.ALARM, Alarms.State.ALARM));
        }
    }

    private Duration within(Duration span) {
        return Duration.ofMillis(random.nextInt((int) span.toMillis()));
    }

    /** Moves it by hand. */
    void move(dev.noticeboard.functions.moves.Move move) {
        functions.move(id, move);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        timer.runUntil(clock.instant().plus(time));
    }

    Rollout rollout() {
        return functions.rollouts.find(SimFunctions.NAMESPACE, id).orElseThrow();
    }

    /** Notes whom the first step's cohort has. */
    private void look() {
        if (id.isEmpty() || !first.isEmpty()) {
            return;
        }
        Rollout r = rollout();
        String cohort = r.cohortId();
        if (r.step() == 1 && cohort != null) {
            functions.rollouts.cohort(r, cohort, first::add);
            if (scenario.outage()) {
                functions.conductorDown = true;
                timer.after(OUTAGE, () -> functions.conductorDown = false);
            }
        }
    }

    /** Waits until nothing more happens. */
    Verdict end() {
        Instant latest = start.plus(Scenario.bakes(strategy)).plus(PATIENCE);
        while (clock.instant().isBefore(latest) && !(rollout().state().ended() && calm())) {
            pass(SLICE);
        }
        return verdict();
    }

    /** Whether what the end of the rollout sets off is over. */
    private boolean calm() {
        if (rollout().state() == Rollout.State.COMPLETE) {
            Duration tail = Scenario.firstBake(strategy).plus(POISON_AFTER).plus(MINUTE.multipliedBy(2));
            return at(Rollout.State.COMPLETE)
                            .orElseThrow()
                            .compareTo(sinceStart().minus(tail))
                    < 0;
        }
        return exposed().allMatch(h -> h.backAt().isPresent());
    }

    private java.util.stream.Stream<SimHost> exposed() {
        return hosts.stream().filter(h -> h.exposedAt().isPresent());
    }

    private Duration sinceStart() {
        return Duration.between(start, clock.instant());
    }

    private Optional<Duration> at(Rollout.State state) {
        return rollout().transitions().stream()
                .filter(t -> t.state() == state)
                .findFirst()
                .map(t -> Duration.between(start, t.at()));
    }

    /** How it stands. */
    Verdict verdict() {
        Optional<Duration> rolledBack = at(Rollout.State.ROLLING_BACK)
                .or(() -> at(Rollout.State.ROLLED_BACK))
                .or(() -> at(Rollout.State.ABORTED));
        boolean allBack = exposed().allMatch(h -> h.backAt().isPresent());
        Duration back = rolledBack.isEmpty() || !allBack
                ? null
                : exposed()
                        .map(h -> Duration.between(start, h.backAt().orElseThrow()))
                        .reduce(rolledBack.get(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        return new Verdict(
                rollout(),
                hosts.size(),
                first,
                exposed().map(SimHost::id).collect(Collectors.toSet()),
                hosts.stream()
                        .filter(h -> h.harmedAt().isPresent())
                        .map(SimHost::id)
                        .collect(Collectors.toSet()),
                rolledBack.orElse(null),
                back,
                at(Rollout.State.COMPLETE).orElse(null));
    }
}
