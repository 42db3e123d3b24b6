package dev.noticeboard.bench.fleet;

/**
 * The limits of AWS that a fleet can meet. Those whose source says ASSUMED are published nowhere, and are ours.
 */
enum Quota {
    LOG_READS("log# reads", "read units/s", 3000, 8, Sources.PARTITION),
    STATE_READS("ns# reads", "read units/s", 3000, 8, Sources.PARTITION),
    ROLLOUT_READS("rollout# reads", "read units/s", 3000, 1, Sources.PARTITION),
    HISTORY_READS("history# reads", "read units/s", 3000, 17, Sources.PARTITION),
    LEASE_READS("fleet# reads", "read units/s", 3000, 1, Sources.PARTITION),
    LEASE_WRITES("fleet# writes", "write units/s", 1000, 1, Sources.PARTITION),
    REPORT_WRITES("reports# writes", "write units/s", 1000, 1, Sources.PARTITION),
    API("API Gateway", "requests/s", 10_000, 1, "API Gateway quotas: 10,000 requests a second an account and region"),
    LAMBDA("Lambda", "concurrent calls", 1000, 1, "Lambda quotas: 1,000 concurrent executions an account and region"),
    CREATE_QUEUE("SQS CreateQueue", "calls/s", 100, 1, "ASSUMED to be as Subscribe: SQS publishes no rate for it"),
    SUBSCRIBE("SNS Subscribe", "calls/s", 100, 1, "SNS quotas: 100 transactions a second an account and region"),
    PUBLISH(
            "SNS Publish",
            "messages/s",
            300,
            1,
            "SNS quotas: 300 a second in the smallest regions, 30,000 in the largest"),
    FAN_OUT("SNS to SQS", "deliveries/s", 30_000, 1, "ASSUMED: SNS publishes no rate; its largest of Publish");

    private final String title;
    private final String unit;
    private final double perSecond;
    private final double dearest;
    private final String source;

    Quota(String title, String unit, double perSecond, double dearest, String source) {
        this.title = title;
        this.unit = unit;
        this.perSecond = perSecond;
        this.dearest = dearest;
        this.source = source;
    }

    private static final class Sources {
        static final String PARTITION =
                "DynamoDB Developer Guide, \"Designing partition keys\": 3,000 read and 1,000 write units a second a partition";
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** Units in a second. */
    double perSecond() {
        return perSecond;
    }

    /** Units of the dearest call that is made of it. */
    double dearest() {
        return dearest;
    }

    String source() {
        return source;
    }
}
