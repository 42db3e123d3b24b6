package dev.noticeboard.localstack.rollouts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.testing.EmbeddedOnly;
import dev.noticeboard.schemas.board.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The simulation at full size, and docs/rollout-simulation.md, which is made from it. {@code localstack/rollouts} runs all of it and writes the
 * page; otherwise a cheap part is run and held against the page.
 *
 * <p>{@code -Drollouts.write=true} writes; {@code -Drollouts.seeds=} sets over how many seeds the first step's property is shown (1,000).
 */
@EmbeddedOnly("its time is virtual; no AWS is below it")
class RolloutsIT {
    private static final Path PAGE = Path.of("..", "docs", "rollout-simulation.md");
    private static final int SEEDS_HOSTS = 300;
    /** Of the tables in which the property stands for some seeds only, when the page is not written. */
    private static final int FEW = 8;

    /** What takes a second or two with 10,000 agents. */
    private static final Map<String, List<Scenario>> CHEAP = Map.of(
            "canary-1-10-100", List.of(Scenario.UNWELL, Scenario.GOOD_TWENTY, Scenario.TWENTY),
            "linear-20-every-6m", List.of(Scenario.UNWELL, Scenario.TWENTY),
            "exponential-2x", List.of(Scenario.VETO, Scenario.TWENTY));

    private static Verdict run(Scenario scenario, String strategy) {
        long began = System.nanoTime();
        Verdict v = new RolloutSimulation(
                        scenario, RolloutTable.strategy(strategy), RolloutTable.HOSTS, RolloutTable.SEED)
                .run();
        System.out.printf(
                "rollouts: %s, %s: %s, %,d harmed (%.1f s)%n",
                strategy, scenario.title(), v.state().label(), v.harmed().size(), (System.nanoTime() - began) / 1e9);
        return v;
    }

    private static String line(Scenario scenario, String strategy) {
        return RolloutTable.line(scenario, run(scenario, strategy));
    }

    @Test
    void page_whenAPartOfItIsRunAgain_isWhatIsMadeFromIt() throws IOException {
        if (Boolean.getBoolean("rollouts.write")) {
            Files.writeString(PAGE, page(Integer.getInteger("rollouts.seeds", 1_000)));
        }
        String page = Files.readString(PAGE);
        CHEAP.forEach((strategy, scenarios) -> {
            int from = page.indexOf("## " + heading(strategy));
            assertTrue(from >= 0, () -> "the page has no " + strategy);
            String section = page.substring(from).split("\n## ", 2)[0];
            scenarios.forEach(s -> {
                String line = line(s, strategy);
                assertTrue(
                        section.contains(line),
                        () -> "docs/rollout-simulation.md lacks, for " + strategy + ":\n" + line
                                + "Write it anew: localstack/rollouts");
            });
        });
        if (!Boolean.getBoolean("rollouts.write")) {
            FirstStep.STRATEGIES.forEach(
                    strategy -> FirstStep.SCENARIOS.forEach(s -> FirstStep.line(s, strategy, SEEDS_HOSTS, FEW)));
        }
    }

    private static String heading(String strategy) {
        return "Strategy " + strategy;
    }

    private static String page(int seeds) {
        StringBuilder page = new StringBuilder("""
                # Simulated rollouts

                `localstack/rollouts` runs what is told here and writes this page. %,d real agent cores (`Sync`, `Refresher`, `LeaseKeeper`, `Reporter`) and the real
                functions (`Committer`, `Registry`, `ReportIntake`, `ReportAlert`, `Conductor`) meet over a simulated transport, in virtual time and in one thread; all follows from
                seed %d. Notices take half a second in the median (log-normal), one in 200 is lost and one in 100 comes twice; reports take 0.3 s.
                Agents poll every minute, hold leases of 15 minutes, ask after the application's health every 10 s. A crashed process is started again after 10
                to 15 s, catches up, and crashes again for as long as it is served the candidate. One host in a hundred has the tag `ring=canary`.

                *Exposed* are hosts that served the candidate, *harmed* those that it hurt. Times are minutes and seconds of virtual time from the start of the rollout; *all
                back* is when the last exposed host runs on the stable value.
                """.formatted(RolloutTable.HOSTS, RolloutTable.SEED));
        for (Map.Entry<String, Strategy> each : RolloutTable.strategies().entrySet()) {
            page.append("\n## ").append(heading(each.getKey())).append("\n\n").append(steps(each.getValue()));
            page.append(RolloutTable.head());
            RolloutTable.scenarios(each.getKey()).parallelStream()
                    .map(s -> line(s, each.getKey()))
                    .forEachOrdered(page::append);
        }
        page.append(firstStep(seeds));
        page.append("""

                ## What the tables show

                - A first step is what limits harm. `all-at-once` has one step, which is everybody: it has the watch and the roll-back, and no limit.
                - What says that it fails (a veto, a failed health check) ends within seconds of the reports. What falls silent ends when bake and grace are over, since only then
                  is silence told from slowness.
                - A host that crashes again and again but reports in between is not silent, and nothing that it reports is bad: only a health check that
                  outlives the process (the daemon's), or an alarm, sees it. That row is the worst of each table.
                - All of a cohort must report, by default. Of thousands of hosts a few lose four reports in a row where one in ten is lost, and that is a failure too: where reports
                  are lost, or hosts come and go, `minReportedPercent` must say so.
                - Nobody watches a fleet that only pulls; with `bakeByTimeOnly` it is given the steps, good or bad. Its cohorts are empty, so all harm is beyond them.
                - Poison that works later than all bakes together works everywhere.
                """);
        return page.toString();
    }

    private static String steps(Strategy s) {
        StringBuilder steps = new StringBuilder("Steps: ");
        s.stages()
                .forEach(stage -> steps.append(steps.length() > "Steps: ".length() ? ", " : "")
                        .append(stage.share() == 0 ? String.join(", ", tags(stage)) : stage.share() / 1_000 + " %")
                        .append(" for ")
                        .append(stage.bakeSeconds() / 60)
                        .append(" min"));
        return steps.append(".\n\n").toString();
    }

    private static List<String> tags(Strategy.Stage stage) {
        return stage.tags().stream().map(t -> "`" + t + "`").toList();
    }

    private static String firstStep(int seeds) {
        StringBuilder section = new StringBuilder("""

                ## The first step, over %,d seeds

                A change that breaks every host at once harms nobody outside the first step's cohort. Asserted in every run, of a fixed fleet of %d hosts that all have leases when the
                rollout starts. A host that joins during the step and whose bucket is below the share is exposed as well, by design.

                | what happens | strategy | runs | hosts harmed: least, median, most | of them outside the cohort | rolled back after: median, most |
                | --- | --- | --- | --- | --- | --- |
                """.formatted(seeds, SEEDS_HOSTS));
        for (String strategy : FirstStep.STRATEGIES) {
            for (Scenario scenario : FirstStep.SCENARIOS) {
                section.append(FirstStep.line(scenario, strategy, SEEDS_HOSTS, seeds));
                System.out.printf("rollouts: %s, %s: held in %,d seeds%n", strategy, scenario.title(), seeds);
            }
        }
        return section.toString();
    }
}
