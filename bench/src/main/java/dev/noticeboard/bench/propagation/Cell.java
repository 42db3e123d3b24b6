package dev.noticeboard.bench.propagation;

import java.time.Duration;

/**
 * One cell of the table.
 *
 * @param way how changes arrive
 * @param receivers how many wait for each
 * @param changes how many each side is measured with
 * @param limit how long each side is measured at most, whatever is left of its changes then
 * @param pollInterval of those that poll; the longest time from one look to the next
 */
record Cell(Way way, int receivers, int changes, Duration limit, Duration pollInterval) {
    /** With so few, what they still do after a change is nothing to the next one. */
    private static final int FEW = 10;

    /** Half of the changes, in half of the time. */
    Cell half() {
        return new Cell(way, receivers, (changes + 1) / 2, limit.dividedBy(2), pollInterval);
    }

    /** Whether the next change waits until the machine is idle. */
    boolean waitsForCalm() {
        return way != Way.POLL && receivers > FEW;
    }

    /** How long the random pause before a change is at most: many pollers are spread evenly without it. */
    Duration phase(Duration streamPause) {
        return way == Way.POLL ? pollInterval.dividedBy(Math.max(1, receivers / FEW)) : streamPause;
    }
}
