package dev.noticeboard.cdk;

/** What a permission is on. {@link Arns} knows the ARNs. */
public enum Target {
    /** The one table. */
    TABLE,
    /** Its index of what is due. */
    DUE_INDEX,
    /** Its stream. */
    STREAM,
    /** All streams: the list of them knows no narrower resource. */
    ALL_STREAMS,
    /** The key that encrypts the table, where it is not AWS's own. */
    TABLE_KEY,
    /** The topics that registrations make, by the pattern of their names. */
    TOPICS,
    /** The agents' queues that registrations make, by the pattern of their names. */
    AGENT_QUEUES,
    /** All queues: the list of them knows no narrower resource. */
    ALL_QUEUES,
    RETRY_QUEUE,
    REPORTS_QUEUE,
    STREAM_DEAD_LETTERS,
    SCHEDULE_DEAD_LETTERS,
    /** The conductor, by its alias. */
    CONDUCTOR,
    /** The validator functions that the board may ask. */
    VALIDATORS,
    /** The bus that hears of policies and rollouts. */
    EVENT_BUS,
    /** All alarms: composite ones are told of only to who may ask for all. */
    ALL_ALARMS,
    /** The function's own log group. */
    LOGS,
    /** X-Ray, which knows no resources. */
    TRACES
}
