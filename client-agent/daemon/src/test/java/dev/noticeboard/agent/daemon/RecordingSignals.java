package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.process.Signals;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Signals that a test sends. */
final class RecordingSignals implements Signals {
    final Map<String, Consumer<String>> actions = new ConcurrentHashMap<>();

    @Override
    public void on(String signal, Consumer<String> action) {
        actions.put(signal, action);
    }

    void send(String signal) {
        java.util.Objects.requireNonNull(actions.get(signal)).accept(signal);
    }
}
