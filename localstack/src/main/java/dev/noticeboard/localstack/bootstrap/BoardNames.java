package dev.noticeboard.localstack.bootstrap;

import java.util.List;

/**
 * How the table and the queues of a board are called, as the CDK's construct calls them: what functions make goes on with a
 * dash after the prefix, what stands goes on with an underscore.
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
        return prefix + "_retry";
    }

    /** Where agents send their reports. */
    public String reportsQueue() {
        return prefix + "_reports";
    }

    /** What nobody could handle: of the two queues, of the stream, of the schedules. */
    public List<String> deadLetters() {
        return List.of(
                deadLetters(retryQueue()),
                deadLetters(reportsQueue()),
                deadLetters(prefix + "_stream"),
                deadLetters(prefix + "_schedule"));
    }

    /** Where a queue's messages go that failed too often. */
    static String deadLetters(String queue) {
        return queue + "_dead_letters";
    }
}
