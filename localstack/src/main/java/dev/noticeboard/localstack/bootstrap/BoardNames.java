package dev.noticeboard.localstack.bootstrap;

/**
 * How the table and the queues of a board are called.
 *
 * @param table the table's name
 * @param prefix begins the names of queues and topics; at most 40 characters, as the functions' setting has it
 */
public record BoardNames(String table, String prefix) {
    /** A board of its own: the table has the prefix for its name. */
    public static BoardNames of(String prefix) {
        return new BoardNames(prefix, prefix);
    }

    /** Where failed publications wait. */
    public String retryQueue() {
        return prefix + "-retry";
    }

    /** Where agents send their reports. */
    public String reportsQueue() {
        return prefix + "-reports";
    }

    /** Where a queue's messages go that failed too often. */
    public static String deadLetters(String queue) {
        return queue + "-dead-letters";
    }
}
