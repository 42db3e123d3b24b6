package dev.noticeboard.bench.propagation;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a put to the application: ours, the bare services and etcd, by push, urgent push and poll, for 1 to 1,000 receivers. */
public final class Propagation implements Measurement {
    /** Shorter than the product's default of a minute, so that a run ends; the same for both sides. */
    private static final Duration POLL = Duration.ofMillis(250);
    /** For a thousand: a thousand queries a second are more than the table's emulator answers, and then only its queue is measured. */
    private static final Duration POLL_OF_MANY = Duration.ofSeconds(5);

    private static final Duration LIMIT_WHEN_QUICK = Duration.ofSeconds(2);

    private static final int MANY = 1000;

    private final List<Integer> sizes;
    private final int divisor;

    /** With 1 to 1,000 receivers; quickly, to 10. */
    public Propagation() {
        this(List.of(), 1);
    }

    /** @param divisor of the numbers of changes, for tests */
    Propagation(List<Integer> sizes, int divisor) {
        this.sizes = sizes;
        this.divisor = divisor;
    }

    @Override
    public String name() {
        return "propagation";
    }

    @Override
    public String about() {
        return "from a put to the application, beside the bare services and etcd's watch";
    }

    @Override
    public Figures measure(Run run) throws IOException, InterruptedException {
        Report report = new Report(POLL, POLL_OF_MANY);
        Arrivals arrivals = new Arrivals();
        Calm calm = new Calm(run.seed());
        run.say("starting the emulators and the functions");
        try (AwsEmulators emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
                BoardSide ours = new BoardSide(emulators, arrivals);
                BareSide bare = new BareSide(emulators, arrivals, ours.noticeLength())) {
            Meter meter =
                    new Meter(arrivals, calm, () -> emulators.sns().counts().delivered());
            boolean cold = true;
            for (int size : sizes(run)) {
                run.say("starting agents and bare receivers: %d of each", size);
                ours.grow(size);
                bare.grow(size);
                if (cold) {
                    run.say("warming up");
                    meter.warmUp(List.of(ours, bare), cell(Way.PUSH, size, run), run.size(150, 30) / divisor);
                    run.say("the write's calls alone");
                    report.primitives(Primitives.measure(emulators, run.size(150, 30) / divisor));
                    cold = false;
                }
                for (Way way : Way.values()) {
                    measure(cell(way, size, run), ours, bare, meter, report, run);
                }
            }
        }
        etcd(new Meter(arrivals, calm, () -> 0), arrivals, report, run);
        return report.figures();
    }

    private List<Integer> sizes(Run run) {
        return !sizes.isEmpty() ? sizes : run.quick() ? List.of(1, 10) : List.of(1, 10, 100, MANY);
    }

    /**
     * For each side of a cell, so that all of them end within ten minutes: ten and a hundred receivers get what 50 changes and
     * 1,000 deliveries take, which for one and for a thousand would be minutes for each cell.
     */
    private static Duration limit(Way way, int size) {
        if (size == 1) {
            return Duration.ofSeconds(10);
        }
        return Duration.ofSeconds(size < MANY ? 32 : way == Way.POLL ? 15 : 20);
    }

    /** At least 50 changes and 1,000 deliveries where the limit allows it. */
    private Cell cell(Way way, int size, Run run) {
        boolean poll = way == Way.POLL;
        int whole = size == 1 ? (poll ? 200 : 1000) : size == 10 ? 100 : 50;
        int quick = poll ? 10 : size == 1 ? 100 : 40;
        return new Cell(
                way,
                size,
                Math.max(2, run.size(whole, quick) / divisor),
                run.quick() ? LIMIT_WHEN_QUICK : limit(way, size),
                size >= MANY ? POLL_OF_MANY : POLL);
    }

    /** Pushed changes take turns, change by change; pollers of one side at a time, since both would slow each other, in turns of half the changes. */
    private static void measure(Cell cell, AwsSide ours, AwsSide bare, Meter meter, Report report, Run run)
            throws InterruptedException {
        Meter.Found board = new Meter.Found();
        Meter.Found primitives = new Meter.Found();
        if (cell.way() == Way.POLL) {
            for (int half = 0; half < 2; half++) {
                poll(cell.half(), ours, meter, board);
                poll(cell.half(), bare, meter, primitives);
            }
        } else {
            List<AwsSide> sides = List.of(ours, bare);
            meter.warmUp(sides, cell, 3);
            meter.measure(sides, cell, List.of(board, primitives));
        }
        report.add(cell, board, primitives);
        run.say(
                "%s to %,d: %.1f ms, bare %.1f ms (median of %,d changes)",
                cell.way(),
                cell.receivers(),
                board.samples().median(),
                primitives.samples().median(),
                board.samples().changes());
    }

    private static void poll(Cell cell, AwsSide side, Meter meter, Meter.Found found) throws InterruptedException {
        AwsSide.Pollers pollers = side.poll(cell.receivers(), cell.pollInterval());
        try {
            meter.warmUp(List.of(side), cell, 1);
            meter.measure(List.of(side), cell, List.of(found));
        } finally {
            pollers.close();
        }
    }

    private void etcd(Meter meter, Arrivals arrivals, Report report, Run run) throws IOException, InterruptedException {
        Optional<Path> program = EtcdSide.installed();
        if (program.isEmpty()) {
            run.say("NO ETCD: there is no etcd on the path (Debian: apt install etcd-server), so its rows are missing");
            report.withoutEtcd();
            return;
        }
        report.etcd(EtcdSide.version(program.get()));
        try (EtcdSide etcd = new EtcdSide(program.get(), arrivals)) {
            List<Cell> cells = new ArrayList<>();
            sizes(run).forEach(size -> cells.add(cell(Way.PUSH, size, run)));
            for (Cell cell : cells) {
                etcd.grow(cell.receivers());
                meter.warmUp(List.of(etcd), cell, cell.receivers() == 1 ? 100 / divisor : 3);
                Meter.Found found = new Meter.Found();
                meter.measure(List.of(etcd), cell, List.of(found));
                report.addEtcd(cell, found);
                run.say(
                        "etcd to %d: %.1f ms (median)",
                        cell.receivers(), found.samples().median());
            }
        }
    }
}
