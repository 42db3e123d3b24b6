package dev.noticeboard.functions.observe;

/**
 * What is measured: the names that dashboard, alarms and docs use. None is broken down by anything but the board, so that their number, and with it
 * CloudWatch's bill, does not grow with parameters, namespaces or agents.
 */
public enum Measure {
    /** Change sets. */
    WRITES("Writes", Shape.SUM, "Change sets that were committed, whoever asked for them.", "api, policies, conductor"),
    /** Refusals. */
    REFUSED_WRITES(
            "RefusedWrites",
            Shape.SUM,
            "Requests to write that were answered with a status from 400 to 499; dry runs and what IAM refuses do not count.",
            "api"),
    /** Times of commits. */
    COMMIT_TIME(
            "CommitTime",
            Shape.TIMES,
            "From the begin of a write to its commit, with the reads before it and every lost race.",
            "api, policies, conductor"),
    /** Races. */
    LOST_RACES(
            "LostRaces",
            Shape.SUM,
            "Rounds of a write that were begun anew because another writer was faster.",
            "api, policies, conductor"),
    /** Age at publishing. */
    STREAM_AGE(
            "StreamAge", Shape.TIMES, "From the commit of a change set to its publishing from the stream.", "publish"),
    /** Notices. */
    NOTICES("Notices", Shape.SUM, "Notices that SNS took.", "publish, redrive, api"),
    /** Publications parked. */
    PUBLISH_FAILURES(
            "PublishFailures",
            Shape.SUM,
            "Change sets that could not be published within their tries, and were parked for the re-drive or left to the stream.",
            "publish"),
    /** Publications repaired. */
    REDRIVEN("Redriven", Shape.SUM, "Parked publications that the re-drive published.", "redrive"),
    /** Reports. */
    REPORTS("Reports", Shape.SUM, "Agents' reports that were kept.", "reports"),
    /** Reports not wanted. */
    DROPPED_REPORTS(
            "DroppedReports",
            Shape.SUM,
            "Messages on the reports queue that were dropped: malformed, without a live lease, of another sender, or older than what is kept.",
            "reports"),
    /** From commit to host. */
    PROPAGATION_TIME(
            "PropagationTime",
            Shape.TIMES,
            "From the commit of a revision to the moment an agent served it, by the host's clock; of agents that reported shortly before the commit or since.",
            "reports"),
    /** Vetoes. */
    WITHHELD_REPORTS(
            "WithheldReports",
            Shape.SUM,
            "Kept reports of agents that withhold something they did not withhold before.",
            "reports"),
    /** Fleet. */
    LIVE_AGENTS("LiveAgents", Shape.SAMPLES, "Agents with a live lease, at a sweep.", "sweep"),
    /** Fleet that is current. */
    CURRENT_AGENTS(
            "CurrentAgents",
            Shape.SAMPLES,
            "Live agents that reported the newest revision of their namespace, at a sweep.",
            "sweep"),
    /** Fleet that is not. */
    BEHIND_AGENTS(
            "BehindAgents",
            Shape.SAMPLES,
            "Live agents that reported less, another epoch, or nothing yet, at a sweep.",
            "sweep"),
    /** Fleet that refused. */
    WITHHOLDING_AGENTS(
            "WithholdingAgents",
            Shape.SAMPLES,
            "Live agents whose last report withholds a change, at a sweep.",
            "sweep"),
    /** Leases that ended. */
    SWEPT_AGENTS("SweptAgents", Shape.SUM, "Agents whose lease ended without renewal, and that were removed.", "sweep"),
    /** Failing rollouts. */
    ROLLED_BACK("RolledBack", Shape.SUM, "Rollouts that the conductor began to roll back.", "conductor"),
    /** Rollouts without care. */
    ROLLOUT_FAILURES(
            "RolloutFailures",
            Shape.SUM,
            "Rollouts that the conductor could not look at or move in a run; the next one tries again.",
            "conductor"),
    /** Expiry. */
    EXPIRED_PARAMETERS("ExpiredParameters", Shape.SUM, "Parameters that were deleted at their expiry.", "policies");

    /** The CloudWatch namespace of all of them. */
    public static final String NAMESPACE = "Noticeboard";
    /** The one dimension of all of them: the board's name. */
    public static final String DIMENSION = "Board";

    /** What the values of a measure are, and what becomes of those of one invocation. */
    public enum Shape {
        /** A number of events; they are added up. CloudWatch's statistic is Sum. */
        SUM("Count"),
        /** Milliseconds; each counts. CloudWatch's statistics are percentiles. */
        TIMES("Milliseconds"),
        /** How many there are at a moment; each counts. CloudWatch's statistic is Maximum. */
        SAMPLES("Count");

        private final String unit;

        Shape(String unit) {
            this.unit = unit;
        }
    }

    private final String title;
    private final Shape shape;
    private final String meaning;
    private final String emitters;

    Measure(String title, Shape shape, String meaning, String emitters) {
        this.title = title;
        this.shape = shape;
        this.meaning = meaning;
        this.emitters = emitters;
    }

    /** The metric's name in CloudWatch. */
    public String title() {
        return title;
    }

    /** What its values are. */
    public Shape shape() {
        return shape;
    }

    /** CloudWatch's word for the unit of its values. */
    public String unit() {
        return shape.unit;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** The functions that emit it. */
    public String emitters() {
        return emitters;
    }
}
