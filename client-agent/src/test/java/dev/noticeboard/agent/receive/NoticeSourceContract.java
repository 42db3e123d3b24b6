package dev.noticeboard.agent.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every queue of notices does. */
public abstract class NoticeSourceContract {

    /** A source of an empty queue of its own. */
    protected abstract NoticeSource source();

    /** Sends a message to that queue. */
    protected abstract void send(String body);

    /** Removes that queue. */
    protected abstract void removeQueue();

    @Test
    void receive_whenMessagesWait_bringsThemAtMostTenAtATime() {
        NoticeSource source = source();
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            send("message " + i);
            sent.add("message " + i);
        }
        Set<String> received = new HashSet<>();
        while (received.size() < sent.size()) {
            List<NoticeSource.Received> batch = source.receive();
            assertTrue(batch.size() <= 10);
            batch.forEach(m -> received.add(m.body()));
            source.delete(batch);
        }
        assertEquals(sent, received);
    }

    @Test
    void delete_whenMoreThanOneBatch_deletesThemAll() {
        NoticeSource source = source();
        for (int i = 0; i < 12; i++) {
            send("message " + i);
        }
        List<NoticeSource.Received> all = new ArrayList<>();
        while (all.size() < 12) {
            all.addAll(source.receive());
        }
        source.delete(all);
        send("last");
        assertEquals(
                List.of("last"),
                source.receive().stream().map(NoticeSource.Received::body).toList());
    }

    @Test
    void receive_whenTheQueueIsGone_saysSo() {
        NoticeSource source = source();
        removeQueue();
        assertThrows(NoticeSource.QueueGoneException.class, source::receive);
    }

    @Test
    void receive_afterClose_fails() {
        NoticeSource source = source();
        source.close();
        assertThrows(NoticeSource.ReceiveException.class, source::receive);
    }
}
