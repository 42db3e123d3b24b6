package dev.noticeboard.localstack.costs;

import dev.noticeboard.functions.observe.Measure;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What a month costs at list prices: this service by counted events, and beside it the polling of Parameter Store and of AppConfig. One namespace, to
 * which all hosts belong, changed one parameter at a time. Money is in US dollars, a month is 730 hours.
 */
record CostModel(Counts counts) {
    static final double HOURS = 730;
    static final double SECONDS = HOURS * 3600;
    static final double DAYS = HOURS / 24;

    /** The agent's default. */
    static final double POLL_SECONDS = 60;
    /** The agent draws each wait between three quarters and all of it. */
    static final double MEAN_OF_JITTER = 0.875;
    /** Leases of 900 s by default, renewed after a third. */
    static final double LEASE_THIRD_SECONDS = 300;
    /** SQS's longest wait. */
    static final double LONG_POLL_SECONDS = 20;

    /** The cdk module's settings. */
    static final double API_GB = 1.0;
    /** The cdk module's settings. */
    static final double OTHER_GB = 0.5;
    /** Assumed, not measured at AWS: a warm call with its reads and writes. */
    static final double BILLED_SECONDS = 0.05;
    /** Assumed: Lambda's own lines and a line of metrics; for a request of the API half of it more. */
    static final double LOG_GB_A_CALL = 1e-6;
    /** Lambda keeps five long polls open at an SQS queue that it is mapped to. Source: Lambda Developer Guide, "Using Lambda with Amazon SQS". */
    static final int MAPPED_POLLERS = 5;
    /** The retry queue and the reports queue. */
    static final int MAPPED_QUEUES = 2;
    /** Messages of one receive. Source: SQS API. */
    static final int SQS_BATCH = 10;
    /** The mapping's batch of reports (cdk), gathered over a second. */
    static final int REPORTS_BATCH = 100;
    /** As many as docs/runbook.md has sections about; what an alarm computes from several metrics is charged for each of them, which is left out. */
    static final int ALARMS = 21;
    /** Data keys are cached; of the table's key DynamoDB asks at most once in five minutes for each caller. Assumed. */
    static final double KMS_REQUESTS = SECONDS / 300;

    /** The agent's default. Source: AppConfig User Guide, "Using AWS AppConfig Agent", POLL_INTERVAL. */
    static final double APPCONFIG_POLL_SECONDS = 45;
    /** Parameters of one answer of GetParametersByPath. Source: Systems Manager API Reference. */
    static final int PATH_PAGE = 10;
    /** Requests a second of an account and region. Source: AWS General Reference, Systems Manager quotas. */
    static final double STANDARD_TPS = 40;
    /** GetParametersByPath with higher throughput. Source: as above. */
    static final double HIGHER_TPS = 100;

    /** How hosts hear of changes. */
    enum Mode {
        /** By their queues, and by polling as well. */
        PUSH,
        /** By polling alone: no lease, no queue, no report. */
        PULL
    }

    /** Whatever there is of hosts and changes. */
    Usage fixed() {
        double minutes = SECONDS / 60;
        double sweeps = SECONDS / 300;
        return lambda(counts.policies(), OTHER_GB)
                .plus(lambda(counts.conductor(), OTHER_GB))
                .plus(Charge.SCHEDULE, 2)
                .times(minutes)
                .plus(lambda(Usage.NOTHING, OTHER_GB).plus(Charge.SCHEDULE, 1).times(sweeps))
                .plus(Charge.SQS_REQUEST, MAPPED_QUEUES * MAPPED_POLLERS * SECONDS / LONG_POLL_SECONDS)
                .plus(Charge.METRIC, Measure.values().length)
                .plus(Charge.ALARM, ALARMS)
                .plus(Charge.DASHBOARD, 1)
                .plus(Charge.KMS_KEY, 1)
                .plus(Charge.KMS_REQUEST, KMS_REQUESTS);
    }

    /** A month of this service. */
    Usage month(Mode mode, double hosts, double changesADay) {
        double changes = changesADay * DAYS;
        Usage perChange = api(counts.put()).plus(lambda(counts.publish(), API_GB));
        Usage month = fixed().plus(perChange.times(changes))
                .plus(counts.poll().times(hosts * SECONDS / (POLL_SECONDS * MEAN_OF_JITTER)));
        return mode == Mode.PULL ? month : month.plus(push(hosts, changes));
    }

    private Usage push(double hosts, double changes) {
        double renewals = SECONDS / (LEASE_THIRD_SECONDS * MEAN_OF_JITTER);
        // A change is reported by all at about the same time, a heartbeat whenever it is due.
        Usage reports = reports(hosts)
                .times(changes)
                .plus(reports(hosts / (LEASE_THIRD_SECONDS * MEAN_OF_JITTER)).times(renewals));
        return Usage.of(Charge.SQS_REQUEST, SECONDS / LONG_POLL_SECONDS)
                // SNS's delivery is one request of SQS.
                .plus(counts.delivery().plus(Charge.SQS_REQUEST, 1).times(changes))
                .plus(api(counts.renewal()).times(renewals))
                .plus(reports)
                .plus(counts.sweep().times(SECONDS / 300 / Counts.HOSTS))
                .times(hosts);
    }

    /** One report, where this many come within a second. */
    private Usage reports(double together) {
        double received = Math.max(1, Math.min(SQS_BATCH, together));
        double handled = Math.max(1, Math.min(REPORTS_BATCH, together));
        return counts.report()
                .plus(counts.intake())
                .plus(Charge.SQS_REQUEST, 2 / received)
                .plus(lambda(Usage.NOTHING, OTHER_GB).times(1 / handled));
    }

    private static Usage api(Usage counted) {
        return lambda(counted, API_GB).plus(Charge.API_REQUEST, 1).plus(Charge.LOG_GB, LOG_GB_A_CALL / 2);
    }

    private static Usage lambda(Usage counted, double gigabytes) {
        return counted.plus(Charge.LAMBDA_REQUEST, 1)
                .plus(Charge.LAMBDA_GB_SECOND, gigabytes * BILLED_SECONDS)
                .plus(Charge.LOG_GB, LOG_GB_A_CALL);
    }

    /**
     * A month of Parameter Store: each host asks by path every 60 s, on the cheapest terms that take it.
     *
     * @return empty where the quota of one account and region does not
     */
    static Optional<Usage> parameterStore(double hosts, int parameters) {
        double requests = Math.ceil(parameters / (double) PATH_PAGE);
        double perSecond = hosts * requests / POLL_SECONDS;
        if (perSecond <= STANDARD_TPS) {
            return Optional.of(Usage.NOTHING);
        }
        return perSecond > HIGHER_TPS
                ? Optional.empty()
                : Optional.of(Usage.of(Charge.PARAMETER_INTERACTION, hosts * parameters * SECONDS / POLL_SECONDS));
    }

    /** The most hosts that Parameter Store takes at a rate of requests. */
    static int parameterStoreHosts(double perSecond, int parameters) {
        return (int) Math.floor(perSecond * POLL_SECONDS / Math.ceil(parameters / (double) PATH_PAGE));
    }

    /** A month of AppConfig: one configuration, which each host's agent asks for every 45 s and receives after every change. */
    static Usage appConfig(double hosts, double changesADay) {
        return Usage.of(Charge.APPCONFIG_REQUEST, hosts * SECONDS / APPCONFIG_POLL_SECONDS)
                .plus(Charge.APPCONFIG_RECEIVED, hosts * changesADay * DAYS);
    }

    /** The fewest hosts from which on this costs no more than AppConfig; empty where that is never so, up to ten million. */
    Optional<Integer> hostsToBeatAppConfig(Mode mode, double changesADay) {
        return least(
                10_000_000,
                n -> month(mode, n, changesADay).dollars()
                        <= appConfig(n, changesADay).dollars());
    }

    /** The fewest changes a day from which on this costs no more than AppConfig; empty where that is never so, up to ten thousand. */
    Optional<Integer> changesToBeatAppConfig(Mode mode, double hosts) {
        return least(
                10_000,
                c -> month(mode, hosts, c).dollars() <= appConfig(hosts, c).dollars());
    }

    private static Optional<Integer> least(int most, IntPredicate holds) {
        if (!holds.test(most)) {
            return Optional.empty();
        }
        int low = 0;
        int high = most;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(high);
    }
}
