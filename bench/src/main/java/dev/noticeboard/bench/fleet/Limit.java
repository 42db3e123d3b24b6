package dev.noticeboard.bench.fleet;

import java.util.Arrays;

/**
 * One limit of AWS as a token bucket that holds one second's worth, and what was asked of it in each second. A limit of a fleet that a sample
 * stands for is smaller by the sample's share, and reads the same in per cent. For one thread.
 */
final class Limit {
    private static final double SECOND = 1e9;

    private final Quota quota;
    private final double perSecond;
    private double tokens;
    private long filled;
    private long begun;
    private float[] asked = new float[64];
    private int seconds;
    private long refused;
    private double granted;

    /** @param share of the fleet that is simulated, over 0 and up to 1 */
    Limit(Quota quota, double share) {
        this.quota = quota;
        this.perSecond = quota.perSecond() * share;
        this.tokens = perSecond;
    }

    Quota quota() {
        return quota;
    }

    /**
     * Takes so many units, or none of them if there is none left. What a read takes is known when it has been made: the last one may take more than
     * was there, and later ones are refused for it (DynamoDB Developer Guide, "Best practices for querying and scanning data").
     */
    boolean take(long now, double units) {
        refill(now);
        if (tokens <= 0) {
            count(now, units);
            refused++;
            return false;
        }
        takeOnCredit(now, units);
        return true;
    }

    /** Takes them in any case, on credit where they are not there: a caller that has gone this far tries until it gets them. */
    void takeOnCredit(long now, double units) {
        refill(now);
        count(now, units);
        tokens -= units;
        granted += units;
    }

    private void refill(long now) {
        tokens = Math.min(perSecond, tokens + (now - filled) / SECOND * perSecond);
        filled = now;
    }

    private void count(long now, double units) {
        int second = (int) ((now - begun) / SECOND);
        if (second >= asked.length) {
            asked = Arrays.copyOf(asked, Math.max(second + 1, asked.length * 2));
        }
        asked[second] += (float) units;
        seconds = Math.max(seconds, second + 1);
    }

    /** How many calls the bucket would grant now. */
    int room(long now) {
        refill(now);
        return (int) Math.max(0, tokens);
    }

    /** Counts from now on. */
    void begin(long now) {
        begun = now;
        filled = now;
        tokens = perSecond;
        Arrays.fill(asked, 0);
        seconds = 0;
        refused = 0;
        granted = 0;
    }

    /** What was asked in the worst second, in shares of the limit: over 1 is more than there is. */
    double peak() {
        double most = 0;
        for (int i = 0; i < seconds; i++) {
            most = Math.max(most, asked[i]);
        }
        return most / perSecond;
    }

    /** What was asked in each second, in shares of the limit. */
    double[] load() {
        double[] load = new double[seconds];
        for (int i = 0; i < seconds; i++) {
            load[i] = asked[i] / perSecond;
        }
        return load;
    }

    /** Calls that were throttled, those tried again each time. */
    long refused() {
        return refused;
    }

    /** Units that were granted. */
    double granted() {
        return granted;
    }
}
