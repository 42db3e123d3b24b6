package dev.noticeboard.bench.fleet;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one scenario at one size.
 *
 * @param scenario what happened
 * @param hosts of the fleet
 * @param cores of them simulated
 * @param waited what the fleet waits for, in words
 * @param share of it that came to be, 0 to 1
 * @param half seconds until half had it; not a number if they had not when the run ended, as the next two
 * @param most seconds until 99 % had it
 * @param all seconds until all had it
 * @param reportsIn seconds until the reports were taken in; not a number where they were not waited for
 * @param peaks what was asked in the worst second of each limit, in shares of it
 * @param loads the same for each second
 * @param refused calls that were throttled, as of the whole fleet
 * @param dollars charged for a change; not a number where there was none
 * @param curve of the share over time
 */
record Outcome(
        String scenario,
        int hosts,
        int cores,
        String waited,
        double share,
        double half,
        double most,
        double all,
        double reportsIn,
        Map<Quota, Double> peaks,
        Map<Quota, double[]> loads,
        double refused,
        double dollars,
        List<Lags.Point> curve) {

    static Outcome of(String scenario, String waited, Fleet fleet, Lags lags) {
        Map<Quota, Double> peaks = new EnumMap<>(Quota.class);
        Map<Quota, double[]> loads = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            Limit limit = fleet.aws.busiest(quota);
            peaks.put(quota, limit.peak());
            loads.put(quota, limit.load());
        }
        return new Outcome(
                scenario,
                fleet.size(),
                fleet.cores(),
                waited,
                lags.share(),
                lags.at(0.5),
                lags.at(0.99),
                lags.at(1),
                Double.NaN,
                peaks,
                loads,
                fleet.aws.refused() * fleet.each(),
                Double.NaN,
                lags.curve());
    }

    /** The same, with what a change was charged. */
    Outcome charged(double usd) {
        return new Outcome(
                scenario, hosts, cores, waited, share, half, most, all, reportsIn, peaks, loads, refused, usd, curve);
    }

    /** The same, with when the reports were taken in. */
    Outcome reported(double seconds) {
        return new Outcome(
                scenario, hosts, cores, waited, share, half, most, all, seconds, peaks, loads, refused, dollars, curve);
    }

    /** How it ended, in words. */
    String end() {
        return Double.isNaN(all)
                ? String.format(Locale.ROOT, "%.1f %% %s when the time was up", share * 100, waited)
                : String.format(Locale.ROOT, "all %s after %.1f s", waited, all);
    }

    double peak(Quota quota) {
        return peaks.getOrDefault(quota, 0.0);
    }

    /** The limit that was asked for most, in shares of it; absent if none was asked at all. */
    @Nullable Quota busiest() {
        Quota most = null;
        for (Quota quota : Quota.values()) {
            // SNS spreads its deliveries by itself: they are never refused.
            if (quota != Quota.FAN_OUT && peak(quota) > (most == null ? 0 : peak(most))) {
                most = quota;
            }
        }
        return most;
    }
}
