package dev.noticeboard.bench.fleet;

/**
 * The limits of AWS that a fleet can meet. Those whose source says ASSUMED are published nowhere, and are ours.
 */
enum Quota {
    LOG_READS("log# reads", "read units/s", 3000, Sources.PARTITION),
    STATE_READS("ns# reads", "read units/s", 3000, Sources.PARTITION),
    ROLLOUT_READS("rollout# reads", "read units/s", 3000, Sources.PARTITION),
    HISTORY_READS("history# reads", "read units/s", 3000, Sources.PARTITION),
    LEASE_READS("fleet# reads", "read units/s", 3000, Sources.PARTITION),
    LEASE_WRITES("fleet# writes", "write units/s", 1000, Sources.PARTITION),
    REPORT_WRITES("reports# writes", "write units/s", 1000, Sources.PARTITION),
    API("API Gateway", "requests/s", 10_000, "API Gateway quotas: 10,000 requests a second an account and region"),
    LAMBDA("Lambda", "concurrent calls", 1000, "Lambda quotas: 1,000 concurrent executions an account and region"),
    CREATE_QUEUE("SQS CreateQueue", "calls/s", 100, "ASSUMED to be as Subscribe: SQS publishes no rate for it"),
    SUBSCRIBE("SNS Subscribe", "calls/s", 100, "SNS quotas: 100 transactions a second an account and region"),
    PUBLISH(
            "SNS Publish",
            "messages/s",
            300,
            "SNS quotas: 300 a second in the smallest regions, 30,000 in the largest"),
    FAN_OUT("SNS to SQS", "deliveries/s", 30_000, "ASSUMED: SNS publishes no rate; its largest of Publish");

    private final String title;
    private final String unit;
    private final double perSecond;
    private final String source;

    Quota(String title, String unit, double perSecond, String source) {
        this.title = title;
        this.unit = unit;
        this.perSecond = perSecond;
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

    String source() {
        return source;
    }
}
