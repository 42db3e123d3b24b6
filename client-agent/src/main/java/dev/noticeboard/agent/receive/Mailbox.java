package dev.noticeboard.agent.receive;

/** Where the receive loop gets its queue from. Thread-safe. */
public interface Mailbox {
    /** The queue that the agent has, as soon as it has one. */
    NoticeSource await() throws InterruptedException;

    /** Says that this queue is gone, so that another is asked for. */
    void gone(NoticeSource source);
}
