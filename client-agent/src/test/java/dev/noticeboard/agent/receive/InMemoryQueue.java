package dev.noticeboard.agent.receive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue in memory, with SQS's batches and receipts; a receive waits until there is a message or the close. Thread-safe. */
public final class InMemoryQueue implements NoticeSource {
    private static final int BATCH = 10;

    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, String> inFlight = new LinkedHashMap<>();
    private long receipts;
    private boolean gone;
    private boolean failing;
    private boolean closed;

    /** Adds a message. */
    public synchronized void send(String body) {
        waiting.add(body);
        notifyAll();
    }

    /** The queue is deleted. */
    public synchronized void remove() {
        gone = true;
        notifyAll();
    }

    /** Whether calls fail from now on. */
    public synchronized void failing(boolean fails) {
        failing = fails;
        notifyAll();
    }

    /** How many messages are neither deleted nor waiting. */
    public synchronized int inFlight() {
        return inFlight.size();
    }

    @Override
    public synchronized List<Received> receive() {
        try {
            while (waiting.isEmpty() && !gone && !closed && !failing) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiveException("interrupted", e);
        }
        check();
        List<Received> batch = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < BATCH) {
            String receipt = "r" + receipts++;
            String body = waiting.remove();
            inFlight.put(receipt, body);
            batch.add(new Received(body, receipt));
        }
        return batch;
    }

    @Override
    public synchronized void delete(List<Received> done) {
        check();
        done.forEach(m -> inFlight.remove(m.receipt()));
    }

    private void check() {
        if (gone) {
            throw new QueueGoneException("gone", new IllegalStateException("gone"));
        }
        if (closed || failing) {
            throw new ReceiveException("closed or failing", new IllegalStateException("closed or failing"));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
