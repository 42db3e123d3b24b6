package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the local HTTP of the agent that runs on this host for {@code /healthz}, as a container's health check does. */
final class HealthQuestion {
    private static final int TIMEOUT_MILLIS = 3000;

    /** Whether it answered 200; if not, says why. */
    static boolean ask(Settings.Group process, PrintWriter err) {
        URI uri = URI.create(
                "http://" + process.text(Setting.HTTP_ADDRESS) + ":" + process.integer(Setting.HTTP_PORT) + "/healthz");
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return true;
            }
            err.println("not well: " + uri + " answered " + status);
        } catch (IOException e) {
            err.println("no answer from " + uri + ": is the agent up, with http.enabled?");
        }
        return false;
    }

    private HealthQuestion() {}
}
