package dev.noticeboard.agent.receive;

import java.util.List;

/** A queue of notices. One thread receives and deletes; any thread may close. */
public interface NoticeSource extends AutoCloseable {

    /**
     * A message.
     *
     * @param body its text, whatever it is
     * @param receipt deletes it
     */
    record Received(String body, String receipt) {
        /** Without the body, which may hold values. */
        @Override
        public String toString() {
            return "message";
        }
    }

    /**
     * Waits for messages: returns up to 10 as soon as there are any, or none after some 20 seconds (SQS's limits of a
     * receive). What is not deleted comes again.
     *
     * @throws QueueGoneException if there is no such queue
     * @throws ReceiveException if the call failed, or the source was closed meanwhile
     */
    List<Received> receive();

    /** Deletes messages that have done their work. @throws ReceiveException if the call failed */
    void delete(List<Received> done);

    /** Ends a receive in progress. May be called again, for one that began just then. */
    @Override
    void close();

    /** A call of the queue failed. */
    class ReceiveException extends RuntimeException {
        public ReceiveException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** There is no such queue: a new one must be asked for. */
    final class QueueGoneException extends ReceiveException {
        public QueueGoneException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
