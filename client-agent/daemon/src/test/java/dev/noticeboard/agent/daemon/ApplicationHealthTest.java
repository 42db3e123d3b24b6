package dev.noticeboard.agent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.SettingsReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application's health, asked of a real server. */
@Timeout(60)
class ApplicationHealthTest {
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

    private static SettingsReader reader(Map<Setting, List<String>> more) {
        Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.NAMESPACE, List.of("/a/b"));
        flags.putAll(more);
        return new SettingsReader(flags, Map.of());
    }

    @Test
    void health_whenTheApplicationRecovers_isToldEachTime() throws Exception {
        int[] asked = new int[1];
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(asked[0]++ == 0 ? 503 : 204);
                callback.succeeded();
                return true;
            }
        });
        server.start();
        String url = "http://127.0.0.1:" + connector.getLocalPort() + "/healthz";
        var settings = reader(Map.of(Setting.HEALTH_URL, List.of(url), Setting.HEALTH_INTERVAL, List.of("1s")))
                .read();
        ApplicationHealth health = ApplicationHealth.start(
                        settings.process(), (ok, detail) -> told.add(ok + " " + detail))
                .orElseThrow();
        try {
            assertEquals("false HTTP 503", told.poll(30, TimeUnit.SECONDS));
            assertEquals("true null", told.poll(30, TimeUnit.SECONDS));
        } finally {
            health.close();
            server.stop();
        }
    }

    @Test
    void health_withoutAUrl_isNotAsked() {
        var settings = reader(Map.of()).read();
        assertTrue(ApplicationHealth.start(settings.process(), (ok, detail) -> told.add("asked"))
                .isEmpty());
    }
}
