package dev.noticeboard.bench.fleet;

import dev.noticeboard.bench.fleet.LinePlot.Axis;
import dev.noticeboard.bench.fleet.LinePlot.Line;
import dev.noticeboard.bench.fleet.LinePlot.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the outcomes say, as plots. */
final class FleetPlots {
    /** Below this share of a limit nobody need look. */
    private static final double LEAST = 0.001;

    private FleetPlots() {}

    /** Writes them. Returns their names. */
    static List<String> write(Path folder, List<Outcome> outcomes) throws IOException {
        List<String> names = new ArrayList<>();
        names.add(write(folder, "fleet-small.svg", shares("A small change by push", Scenarios.SMALL, outcomes)));
        names.add(write(
                folder, "fleet-large.svg", shares("A change of 4 × 64 KiB, by reference", Scenarios.LARGE, outcomes)));
        names.add(write(
                folder,
                "fleet-boot.svg",
                shares("First snapshots of a fleet that boots together", Scenarios.EMPTY, outcomes)));
        names.add(write(folder, "fleet-load.svg", load(outcomes)));
        return names;
    }

    private static String write(Path folder, String name, String svg) throws IOException {
        Files.writeString(folder.resolve(name), svg);
        return name;
    }

    private static String shares(String title, String scenario, List<Outcome> outcomes) {
        List<Outcome> some =
                outcomes.stream().filter(o -> o.scenario().equals(scenario)).toList();
        List<Line> lines = some.stream().map(FleetPlots::share).toList();
        double last = some.stream()
                .flatMap(o -> o.curve().stream())
                .mapToDouble(Lags.Point::seconds)
                .max()
                .orElse(1);
        return LinePlot.svg(title, Axis.decades("seconds", 0.01, last), Axis.perCent("% of the fleet"), lines);
    }

    private static Line share(Outcome o) {
        return new Line(
                String.format(Locale.ROOT, "%,d hosts", o.hosts()),
                o.curve().stream()
                        .map(p -> new Point(p.seconds(), p.share() * 100))
                        .toList());
    }

    /** The worst second of each limit over all scenarios, by size. */
    private static String load(List<Outcome> outcomes) {
        List<Integer> sizes =
                outcomes.stream().map(Outcome::hosts).distinct().sorted().toList();
        List<Line> lines = new ArrayList<>();
        for (Quota quota : Quota.values()) {
            List<Point> points = sizes.stream()
                    .map(size -> new Point(size, worst(outcomes, quota, size) * 100))
                    .collect(Collectors.toList());
            points.removeIf(p -> p.y() < LEAST * 100);
            if (!points.isEmpty()) {
                lines.add(new Line(quota.title(), points));
            }
        }
        double most = lines.stream()
                .flatMap(l -> l.points().stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(100);
        return LinePlot.svg(
                "Worst second of each limit over all scenarios; 100 is the limit",
                Axis.decades("hosts", sizes.get(0), sizes.get(sizes.size() - 1)),
                Axis.decades("% of the limit", LEAST * 100, most),
                lines);
    }

    private static double worst(List<Outcome> outcomes, Quota quota, int size) {
        return outcomes.stream()
                .filter(o -> o.hosts() == size)
                .mapToDouble(o -> o.peak(quota))
                .max()
                .orElse(0);
    }
}
