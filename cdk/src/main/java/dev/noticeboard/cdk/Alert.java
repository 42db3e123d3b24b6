package dev.noticeboard.cdk;

/**
 * The alarms of a board: why each rings, and what to do. The words are the alarm's description, which whoever is woken reads first; the section of
 * docs/runbook.md that it ends with says more.
 */
public enum Alert {
    STREAM_DEAD_LETTERS(
            "changes were neither published nor parked, and the stream has gone past them: agents hear of them by their next poll only.",
            "See why SNS and SQS refuse the publish function, then move the dead letters.",
            "stream-dead-letters"),
    RETRY_DEAD_LETTERS(
            "notices were not published in five hours of re-drives.",
            "See why SNS refuses them, then send the dead letters back to the retry queue.",
            "retry-dead-letters"),
    REPORTS_DEAD_LETTERS(
            "agents' reports could not be kept in three tries.",
            "See why the reports function or the table fails, then empty the queue: newer reports have come since.",
            "reports-dead-letters"),
    SCHEDULE_DEAD_LETTERS(
            "calls of scheduled functions or of the conductor failed or came too late.",
            "Find the function in the message, see why it fails, then empty the queue: the next call does what this one should have.",
            "schedule-dead-letters"),
    STREAM_LATE(
            "the stream's newest changes wait for the publish function for over a minute: agents hear of them late.",
            "Look at its errors, throttles and duration; a shard that one bad record blocks ends on the dead letters within an hour.",
            "stream-late"),
    PUBLISH_FAILURES(
            "SNS did not take notices in three tries; they are parked and published again.",
            "Mostly nothing: the re-drive repairs it. If it goes on, look at SNS and at the publish function's role.",
            "publish-failures"),
    RETRIES_STUCK(
            "a parked notice waits for over an hour, so the re-drive does not repair it.",
            "Look at the redrive function's log for redrive-failed and publication-failed.",
            "retries-stuck"),
    REPORTS_LATE(
            "agents' reports wait for over three minutes: rollouts may take their hosts for silent and roll back.",
            "Look at the reports function's throttles and errors and at the table's; raise its concurrency.",
            "reports-late"),
    REPORTS_DROPPED(
            "of the messages on the reports queue more than one in ten is dropped.",
            "Search the log for report-dropped: agents that report under another role than they registered with, or somebody who is no agent.",
            "reports-dropped"),
    FUNCTION_ERRORS(
            "a function fails again and again: it ends with an exception, or at its time limit.",
            "See which on the dashboard, and read its log from that time.",
            "function-errors"),
    FUNCTION_THROTTLES(
            "Lambda refuses calls: the account's concurrent executions are used up.",
            "Raise the account's quota, or reserve concurrency for the board's functions.",
            "function-throttles"),
    API_ERRORS(
            "the API answers with 5xx: writers and registering agents fail, while agents go on reading the table.",
            "Read the api and agents functions' logs for request-failed and store-unavailable.",
            "api-errors"),
    PROPAGATION_SLOW(
            "one change in a hundred takes over a minute to a host: longer than an agent's poll, so push does not work there.",
            "Compare with stream age; if that is low, look at the agents' queues, their clocks and their logs.",
            "propagation-slow"),
    AGENTS_BEHIND(
            "for half an hour some live agents have not reported their namespace's newest revision.",
            "Ask ./noticeboard convergence NAMESPACE who and why.",
            "agents-behind"),
    AGENTS_WITHHOLDING(
            "guards on some hosts refuse a change, which these hosts do not serve.",
            "Ask ./noticeboard convergence NAMESPACE for the reason, then correct the value or the guard.",
            "agents-withholding"),
    CONDUCTOR_SILENT(
            "the conductor was not called in five minutes: rollouts neither advance nor roll back by themselves.",
            "Look at its schedule and its role; move rollouts by hand meanwhile.",
            "conductor-silent"),
    POLICIES_SILENT(
            "the policies' function was not called in five minutes: parameters do not expire.",
            "Look at its schedule and its role; what is overdue is done when it runs again.",
            "policies-silent"),
    SWEEP_SILENT(
            "the sweep did not run in a quarter of an hour: queues of agents that are gone stay, and the fleet is not sampled.",
            "Look at its schedule and its role; what is left is removed when it runs again.",
            "sweep-silent"),
    ROLLOUT_FAILURES(
            "the conductor cannot look at some rollout or move it.",
            "Search its log for rollout-failed; move the rollout by hand meanwhile.",
            "rollout-failures"),
    ROLLED_BACK(
            "a rollout failed on its hosts and is rolled back; no more hosts get the change.",
            "Ask ./noticeboard rollout status NAMESPACE for the reason, and correct the change.",
            "rolled-back"),
    TABLE_THROTTLES(
            "DynamoDB throttles the table: writes answer 503 and agents read late.",
            "See on the dashboard whether reads or writes, and whether one namespace takes them all.",
            "table-throttles");

    /** Where the sections are. */
    static final String RUNBOOK = "docs/runbook.md";

    private final String why;
    private final String remedy;
    private final String section;

    Alert(String why, String remedy, String section) {
        this.why = why;
        this.remedy = remedy;
        this.section = section;
    }

    /** The construct's id, such as {@code StreamLate}. */
    public String id() {
        StringBuilder id = new StringBuilder();
        for (String word : section.split("-", -1)) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return id.toString();
    }

    /** The anchor of its section in the runbook, which also ends the alarm's name. */
    public String section() {
        return section;
    }

    /** The alarm's description; CloudWatch takes up to 1,024 characters. */
    public String description() {
        return "Why: " + why + " Do: " + remedy + " " + RUNBOOK + "#" + section;
    }
}
