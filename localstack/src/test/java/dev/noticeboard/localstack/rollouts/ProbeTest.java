package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.schemas.rollout.Strategies;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void probe() {
        int n = Integer.getInteger("probe.n", 300);
        Strategies.SHIPPED.forEach((name, s) -> Scenario.ALL.forEach(sc -> {
            long t = System.nanoTime();
            Verdict v = new RolloutSimulation(sc, s, n, 1).run();
            System.out.println("PROBE " + name + " | " + sc.title() + " | " + v.state() + " step " + v.rollout().step()+ " first " + v.first().size() + " exposed " + v.exposed().size()
                    + " harmed " + v.harmed().size() + " outside " + v.harmedOutside() + " rb " + v.toRollBack() + " back " + v.toBack() + " done " + v.toComplete() + " ms " + (System.nanoTime() - t) / 1000000 + " " + v.rollout().transitions().get(v.rollout().transitions().size() - 1).reason());
        }));
    }
}
