package dev.noticeboard.agent.daemon.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the local HTTP answers on loopback, by kept-alive connections that each ask again once answered, from the same process.
 * Run by {@code client-agent/daemon/bench}; takes under a minute.
 */
final class LoadBench {
    private static final int PARAMETERS = 1000;
    private static final long WARM_NANOS = 3_000_000_000L;
    private static final long RUN_NANOS = 7_000_000_000L;
    private static final int[] CONNECTIONS = {1, 10, 100};

    private final ServedBoard served;

    private LoadBench(ServedBoard served) {
        this.served = served;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            values.put("group/p" + i, "value " + i);
        }
        try (ServedBoard served = new ServedBoard(values)) {
            LoadBench bench = new LoadBench(served);
            String get = "GET /v1/parameters/sim/prod/group/p7 HTTP/1.1\r\nHost: localhost\r\nX-Noticeboard-Token: "
                    + ServedBoard.TOKEN + "\r\n\r\n";
            String body = "{\"Name\":\"/sim/prod/group/p7\",\"WithDecryption\":true}";
            String ssm = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSSM.GetParameter\r\n"
                    + "Authorization: AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            bench.run("warm-up", get, 10, WARM_NANOS);
            bench.run("warm-up", ssm, 10, WARM_NANOS);
            for (int connections : CONNECTIONS) {
                bench.run("GET /v1/parameters/{name}", get, connections, RUN_NANOS);
                bench.run("SSM GetParameter", ssm, connections, RUN_NANOS);
            }
        }
    }

    private void run(String what, String request, int connections, long nanos) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<long[]>> tasks = new ArrayList<>();
            long until = System.nanoTime() + nanos;
            for (int i = 0; i < connections; i++) {
                tasks.add(() -> client(request.getBytes(StandardCharsets.US_ASCII), until));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> future : clients.invokeAll(tasks)) {
                all.add(future.get());
            }
            long[] times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    "%-26s %4d connections %8.0f requests/s, median %7.3f ms, 99th percentile %7.3f ms%n",
                    what,
                    connections,
                    times.length / (nanos / 1e9),
                    times[times.length / 2] / 1e6,
                    times[times.length * 99 / 100] / 1e6);
        } finally {
            clients.shutdown();
        }
    }

    private long[] client(byte[] request, long until) {
        long[] times = new long[1024];
        int count = 0;
        try (Socket socket = Raw.open(served.http.endpoint())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < until) {
                long began = System.nanoTime();
                socket.getOutputStream().write(request);
                answer(in);
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = System.nanoTime() - began;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(times, count);
    }

    private static void answer(InputStream in) throws IOException {
        int length = 0;
        boolean first = true;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (first && !line.startsWith("HTTP/1.1 200")) {
                throw new IOException("not served: " + line);
            }
            first = false;
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
