package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.noticeboard.localstack.testing.Await;
import dev.noticeboard.localstack.testing.EmbeddedOnly;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A stranger's opinion: the main path over {@code moto_server}, where it is installed. What moto does not do and the
 * tests therefore do not see there: it ignores {@code ClientRequestToken}, so a repeated commit is found by the log alone;
 * it enforces no policy.
 */
@EmbeddedOnly("it starts a moto_server itself")
class MotoMainPathIT extends MainPathContract {
    private Process server;
    private TestCloud cloud;

    @BeforeAll
    void start() throws IOException {
        boolean installed = java.util.Arrays.stream(
                        String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, "moto_server").canExecute());
        if (!installed) {
            System.out.println("SKIPPED: the integration tests over moto, because no moto_server is on the PATH");
        }
        assumeTrue(installed, "moto_server is not on the PATH");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until("moto_server listens", () -> listens(port));
        cloud = TestCloud.at(URI.create("http://127.0.0.1:" + port));
        board = new TestBoard(cloud);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    @AfterAll
    void closeBoard() {
        try {
            if (board != null) {
                super.closeBoard();
                cloud.close();
            }
        } finally {
            stopServer();
        }
    }

    private void stopServer() {
        if (server != null) {
            server.destroy();
            try {
                if (!server.waitFor(5, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
