package dev.noticeboard.cdk;

import software.amazon.awscdk.Duration;

/** Java's durations as the CDK's. */
final class Durations {

    static Duration cdk(java.time.Duration duration) {
        return Duration.seconds(duration.toSeconds());
    }

    private Durations() {}
}
