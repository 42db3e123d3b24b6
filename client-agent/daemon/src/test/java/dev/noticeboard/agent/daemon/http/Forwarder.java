package dev.noticeboard.agent.daemon.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loopback port that passes on to another one until it is cut. */
final class Forwarder implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Forwarder(URI target) throws IOException {
        this.target = target.getPort();
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                keep(near);
                keep(far);
                daemon(() -> pass(near, far));
                daemon(() -> pass(far, near));
            }
        } catch (IOException cut) {
            // The end.
        }
    }

    /** One that was accepted while the way was cut is cut as well. */
    private synchronized void keep(Socket socket) throws IOException {
        open.add(socket);
        if (door.isClosed()) {
            socket.close();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // The end.
        }
    }

    /** Cuts every connection; new ones are refused. */
    @Override
    public synchronized void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
