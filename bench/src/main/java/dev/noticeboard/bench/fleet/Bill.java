package dev.noticeboard.bench.fleet;

import dev.noticeboard.localstack.costs.Charge;

/** What is charged because of a change, at the list prices of docs/costs.md. For one thread. */
final class Bill {
    /** SNS and SQS charge by 64 KB of a message. */
    private static final double CHUNK = 64 * 1024;
    /** The put itself, as counted in docs/costs.md: two read and eight write units, one call of API and function. */
    private static final double PUT = 2 * Charge.READ_UNIT.dollars()
            + 8 * Charge.WRITE_UNIT.dollars()
            + Charge.API_REQUEST.dollars()
            + Charge.LAMBDA_REQUEST.dollars();
    /** A report: sent; received and removed by tens; two reads at most and a write; a hundredth of a call. */
    private static final double REPORT = (1 + 0.2) * Charge.SQS_REQUEST.dollars()
            + 2 * Charge.READ_UNIT.dollars()
            + Charge.WRITE_UNIT.dollars()
            + 0.01 * Charge.LAMBDA_REQUEST.dollars();

    private double chunks = 1;
    private double requests;
    private double publications;
    private long reports;

    /** Counts from now on. */
    void begin() {
        requests = 0;
        publications = 0;
        reports = 0;
    }

    void published(int bytes) {
        chunks = Math.ceil(bytes / CHUNK);
        publications += chunks;
    }

    /** SNS's delivery to a queue is a request of SQS. */
    void delivered() {
        requests += chunks;
    }

    /** A receive of so many messages and their removal. */
    void received(int messages) {
        requests += Math.max(1, messages * chunks) + 1;
    }

    void reported() {
        reports++;
    }

    /**
     * In dollars.
     *
     * @param reads read units beyond those of the polls that are made anyway
     * @param hosts for each that was simulated
     * @param changes how many were made
     */
    double dollars(double reads, double hosts, int changes) {
        double fleet = requests * Charge.SQS_REQUEST.dollars() + reads * Charge.READ_UNIT.dollars() + reports * REPORT;
        return PUT + (fleet * hosts + publications * Charge.SNS_PUBLISH.dollars()) / changes;
    }
}
