package dev.noticeboard.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.agent.simulation.SimBoard;
import dev.noticeboard.agent.snapshot.Snapshot;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** The log tells each swap with its trace, and no value. */
class ServedLogTest {
    private final List<String> lines = new ArrayList<>();

    private final Logger log = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                Object[] values = (Object[]) arguments[1];
                lines.add(method.getName() + " "
                        + MessageFormatter.arrayFormat((String) arguments[0], values)
                                .getMessage());
                assertEquals(4, values.length, Arrays.toString(values));
                return null;
            });

    @Test
    void log_whenASnapshotIsServed_hasItsTrace() {
        Snapshot snapshot = new Snapshot(SimBoard.NAMESPACE, "e1", 7, Map.of(), List.of());
        ServedLog served = new ServedLog(log, null);
        served.serves(snapshot, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        served.serves(snapshot, null);
        String begin = "info /sim/prod is served at revision 7 of epoch e1, traceparent ";
        assertEquals(
                List.of(begin + "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", begin + "unknown"), lines);
    }
}
