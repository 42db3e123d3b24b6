package dev.noticeboard.localstack.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.costs.CostModel.Mode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calculator, against sums worked out by hand. A month has 730 hours, 43,800 minutes, 30.41666… days. */
class CostModelTest {
    private static final double CENT = 0.005;

    private static Usage reads(double units) {
        return Usage.of(Charge.READ_UNIT, units);
    }

    private static Usage writes(double units) {
        return Usage.of(Charge.WRITE_UNIT, units);
    }

    /** Round numbers, so that sums can be done by hand; the sweeps and schedules use nothing. */
    private static CostModel model() {
        return new CostModel(new Counts(
                reads(2).plus(writes(10)),
                Usage.of(Charge.SNS_PUBLISH, 1),
                Usage.of(Charge.SQS_REQUEST, 2),
                Usage.of(Charge.SQS_REQUEST, 1),
                reads(1).plus(writes(1)),
                reads(0.5),
                reads(5),
                writes(2),
                writes(1),
                Usage.NOTHING,
                Usage.NOTHING,
                Usage.NOTHING));
    }

    @Test
    void usage_addsMultipliesAndCostsItsListPrice() {
        Usage usage = reads(3).plus(writes(2)).plus(reads(1)).times(1_000_000);
        assertEquals(4_000_000, usage.amount(Charge.READ_UNIT));
        // 4 million reads at 0.125 and 2 million writes at 0.625 dollars a million.
        assertEquals(0.50 + 1.25, usage.dollars(), 1e-9);
        assertEquals(0.50, usage.minus(writes(2_000_000)).dollars(), 1e-9);
    }

    @Test
    void pull_costsItsPollsAboveWhatIsFixed() {
        // 43,800 minutes / 0.875 are 50,057.14 polls of half a unit: 25,028.57 units or 0.0031286 dollars a host.
        double perHost = model().month(Mode.PULL, 1, 0).dollars()
                - model().month(Mode.PULL, 0, 0).dollars();
        assertEquals(0.0031286, perHost, 1e-6);
        assertEquals(
                model().fixed().dollars() + 312.857,
                model().month(Mode.PULL, 100_000, 0).dollars(),
                CENT);
    }

    @Test
    void change_costsItsPutAndItsPublishing_whateverTheHosts() {
        // Put: 2 reads 0.25e-6, 10 writes 6.25e-6, API 3.5e-6, Lambda 0.2e-6, 0.05 GB-s 0.66667e-6, 1.5 KB of log
        // 0.75e-6: 11.61667e-6.
        // Publish: SNS 0.5e-6, Lambda 0.2e-6, 0.66667e-6, 1 KB of log 0.5e-6: 1.86667e-6. Together 13.48334e-6, a
        // million times.
        double month = 1_000_000 / CostModel.DAYS;
        double changes =
                model().month(Mode.PULL, 0, month).dollars() - model().fixed().dollars();
        assertEquals(13.48334, changes, 1e-4);
    }

    @Test
    void push_costsLongPollsLeasesAndHeartbeatsBesideThePolls() {
        // A host without any change: 131,400 long polls at 0.4e-6 are 0.05256 dollars.
        // 10,011.43 renewals of API 3.5e-6, Lambda 0.2e-6, GB-s 0.66667e-6, log 0.75e-6, one write 0.625e-6
        // (5.74167e-6): 0.057482.
        // As many heartbeats of report and its receive and delete (3 x 0.4e-6), intake 0.75e-6, Lambda 0.2e-6, half the
        // GB-s 0.33334e-6,
        // log 0.5e-6 (2.98334e-6): 0.029867.
        double push = model().month(Mode.PUSH, 1, 0).dollars()
                - model().month(Mode.PULL, 1, 0).dollars();
        assertEquals(0.05256 + 0.057482 + 0.029867, push, 1e-5);
    }

    @Test
    void push_ofAChange_costsDeliveryAndReport_whichManyHostsShare() {
        // Delivery: SNS's, receive and delete, 3 x 0.4e-6. Report of a hundred at once: 0.4e-6, two calls for ten
        // 0.08e-6, intake 0.75e-6, a hundredth of
        // Lambda's 1.03334e-6. Together 2.4403334e-6 for each host and change.
        double changes = 30 * CostModel.DAYS;
        double with = model().month(Mode.PUSH, 100, 30).dollars();
        double without = model().month(Mode.PUSH, 100, 0).dollars();
        double perChange = 13.48334e-6;
        assertEquals(100 * 2.4403334e-6 + perChange, (with - without) / changes, 1e-9);
    }

    @Test
    void parameterStore_isFreeUpToItsStandardThroughputAndEndsAtTheHigher() {
        // 50 parameters are 5 pages: 480 hosts ask 40 times a second, 1,200 a hundred times.
        assertEquals(Optional.of(0.0), CostModel.parameterStore(480, 50).map(Usage::dollars));
        // 481 hosts x 50 parameters x 43,800 minutes x 0.000005 dollars.
        assertEquals(5_266.95, CostModel.parameterStore(481, 50).orElseThrow().dollars(), CENT);
        assertEquals(
                13_140.00, CostModel.parameterStore(1_200, 50).orElseThrow().dollars(), CENT);
        assertTrue(CostModel.parameterStore(1_201, 50).isEmpty());
        assertEquals(2_400, CostModel.parameterStoreHosts(CostModel.STANDARD_TPS, 10));
        assertEquals(6_000, CostModel.parameterStoreHosts(CostModel.HIGHER_TPS, 10));
    }

    @Test
    void appConfig_costsItsPollsAndEachConfigurationReceived() {
        // 100 hosts x 58,400 polls x 0.0000002 dollars, and 100 x 30.41667 receptions x 0.0008 dollars.
        assertEquals(1.168 + 2.43333, CostModel.appConfig(100, 1).dollars(), CENT);
        assertEquals(1_168 + 243_333.33, CostModel.appConfig(100_000, 100).dollars(), CENT);
    }

    @Test
    void breakEven_isWhereTheOneStopsCostingMoreThanTheOther() {
        int hosts = model().hostsToBeatAppConfig(Mode.PULL, 10).orElseThrow();
        assertTrue(model().month(Mode.PULL, hosts, 10).dollars()
                <= CostModel.appConfig(hosts, 10).dollars());
        assertTrue(model().month(Mode.PULL, hosts - 1, 10).dollars()
                > CostModel.appConfig(hosts - 1, 10).dollars());
        // Without changes push costs more a host than AppConfig's polls, however many hosts there are.
        assertTrue(model().hostsToBeatAppConfig(Mode.PUSH, 0).isEmpty());
    }
}
