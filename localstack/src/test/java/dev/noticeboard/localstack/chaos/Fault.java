package dev.noticeboard.localstack.chaos;

/** What is done to the parts, by kind. */
public enum Fault {
    /** A process ends without a warning, or a connection is cut while a request is under way. */
    KILL("kill: processes and connections in the middle of a call"),
    /** A process stands still, or a service takes requests and answers none for a while. */
    PAUSE("pause: the daemon stopped, calls held up"),
    /** A notice does not arrive, or a call is made and its answer is lost. */
    DROP("drop: notices, answers to calls that were carried out"),
    /** A notice arrives twice. */
    DUPLICATE("duplicate: notices"),
    /** A notice arrives late, and others overtake it. */
    DELAY("delay: notices, and so reorder them"),
    /** A service refuses for want of capacity. */
    THROTTLE("throttle: refusals of DynamoDB, SQS and the API"),
    /** An answer, a notice or a file is not what was written. */
    CORRUPT("corrupt: answers, notices, snapshot files"),
    /** What stands around a host changes. */
    DISTURB("disturb: queues and subscriptions removed, clocks set, disks full, agents restarted");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
