package dev.noticeboard.cli.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often a write is sent, and when. */
class SenderTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private int repeated;

    private final Sender sender = new Sender(
            length -> {
                pauses.add(length);
                return true;
            },
            new Random(7));

    private Reply<String> send(List<Object> answers) {
        return sender.send(
                key -> {
                    keys.add(key);
                    Object answer = answers.get(Math.min(keys.size(), answers.size()) - 1);
                    if (answer instanceof IOException cause) {
                        throw new ApiUnreachableException("no answer", cause);
                    }
                    return answer instanceof Reply.Refused<?> refused
                            ? refused.as()
                            : new Reply.Accepted<>(answer.toString());
                },
                () -> repeated++);
    }

    @Test
    void send_whenBusy_sendsAgainWithTheSameKey() {
        assertInstanceOf(
                Reply.Accepted.class,
                send(List.of(new Reply.Refused<>(429, null), new Reply.Refused<>(503, null), "done")));
        assertEquals(3, keys.size());
        assertEquals(1, new HashSet<>(keys).size());
        assertEquals(2, repeated);
        assertTrue(pauses.get(0).compareTo(Duration.ofMillis(250)) < 0, pauses.toString());
    }

    @Test
    void send_whenAskedToComeLater_comesNoSooner() {
        send(List.of(
                new Reply.Refused<>(503, null, Duration.ofSeconds(7)),
                new Reply.Refused<>(503, null, Duration.ofHours(7)),
                "done"));
        assertTrue(pauses.get(0).compareTo(Duration.ofSeconds(7)) >= 0, pauses.toString());
        assertTrue(pauses.get(1).compareTo(Duration.ofSeconds(61)) < 0, pauses.toString());
    }

    @Test
    void send_whenTheAnswerIsLost_sendsAgain() {
        assertInstanceOf(Reply.Accepted.class, send(List.of(new IOException("cut off"), "done")));
        assertEquals(2, keys.size());
    }

    @Test
    void send_whenNobodyIsThere_doesNotWait() {
        assertThrows(ApiUnreachableException.class, () -> send(List.of(new ConnectException())));
        assertEquals(1, keys.size());
    }

    @Test
    void send_whenNobodyIsThereAnyMore_waits() {
        send(List.of("done"));
        keys.clear();
        assertInstanceOf(Reply.Accepted.class, send(List.of(new ConnectException(), "done")));
    }

    @Test
    void send_whenRefusedForGood_ends() {
        assertInstanceOf(Reply.Refused.class, send(List.of(new Reply.Refused<>(409, null))));
        assertEquals(1, keys.size());
    }

    @Test
    void send_whenItStaysBusy_givesUp() {
        assertInstanceOf(Reply.Refused.class, send(List.of(new Reply.Refused<>(503, null))));
        assertEquals(Sender.TRIES, keys.size());
    }

    @Test
    void send_ofAnotherWrite_hasAnotherKey() {
        send(List.of("done"));
        send(List.of("done"));
        assertEquals(2, new HashSet<>(keys).size());
    }

    @Test
    void send_whenInterruptedInAPause_ends() {
        Sender interrupted = new Sender(length -> false, new Random(7));
        assertThrows(
                InterruptedSendingException.class,
                () -> interrupted.send(key -> new Reply.Refused<String>(503, null), () -> {}));
    }
}
