package dev.noticeboard.localstack.rollouts;

import dev.noticeboard.agent.refresh.Timer;
import java.time.Duration;
import java.util.Random;

/**
 * The simulated transport: what is sent arrives after a delay, twice, or not at all. Delays are log-normal, as those of queues are: most
 * are short and a few are long. For one thread.
 */
final class Wire {
    /** Of a notice, from the commit over stream, topic and queue to the agent. */
    private static final double NOTICE_MEDIAN_SECONDS = 0.5;
    /** Of a report, from the agent over its queue to the function. */
    private static final double REPORT_MEDIAN_SECONDS = 0.3;

    private static final double SIGMA = 0.6;
    private static final double NOTICE_LOST = 0.005;
    private static final double TWICE = 0.01;
    private static final double NANOS = 1e9;

    private final Timer timer;
    private final Random random;
    private final double reportLost;

    /** @param reportLost the share of reports that never arrive, 0 to 1 */
    Wire(Timer timer, Random random, double reportLost) {
        this.timer = timer;
        this.random = random;
        this.reportLost = reportLost;
    }

    /** Delivers a copy of a notice to an agent's queue. */
    void notice(Runnable arrives) {
        if (random.nextDouble() >= NOTICE_LOST) {
            deliver(NOTICE_MEDIAN_SECONDS, arrives);
        }
    }

    /** Delivers a report to the function that takes reports in. */
    void report(Runnable arrives) {
        if (random.nextDouble() >= reportLost) {
            deliver(REPORT_MEDIAN_SECONDS, arrives);
        }
    }

    private void deliver(double median, Runnable arrives) {
        timer.after(delay(median), arrives);
        if (random.nextDouble() < TWICE) {
            timer.after(delay(median), arrives);
        }
    }

    private Duration delay(double median) {
        return Duration.ofNanos((long) (NANOS * median * StrictMath.exp(SIGMA * random.nextGaussian())));
    }
}
