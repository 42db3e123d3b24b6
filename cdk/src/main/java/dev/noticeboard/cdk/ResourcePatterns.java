package dev.noticeboard.cdk;

/**
 * The names of topics and queues that functions make at run time, as IAM's patterns: the prefix, a dash and as many characters as their hashes have
 * ({@code ResourceNames} of the functions), so that a queue of another stack that shares the prefix is not covered by chance.
 */
final class ResourcePatterns {
    private static final int TOPIC_HASH = 26;
    private static final int QUEUE_HASH = 20;

    /** The topics of all namespaces. */
    static String topics(String prefix) {
        return prefix + "-" + "?".repeat(TOPIC_HASH);
    }

    /** The queues of all agents. */
    static String queues(String prefix) {
        return prefix + "-" + "?".repeat(QUEUE_HASH) + "-*";
    }

    private ResourcePatterns() {}
}
