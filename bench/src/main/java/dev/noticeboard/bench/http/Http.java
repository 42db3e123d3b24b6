package dev.noticeboard.bench.http;

import dev.noticeboard.bench.Measurement;
import dev.noticeboard.bench.Run;
import dev.noticeboard.bench.report.Figures;
import dev.noticeboard.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** {@code bench/run http}. */
public final class Http implements Measurement {
    private static final String PATH = "/v1/parameters/sim/prod/group/p7";
    private static final String BODY = "{\"Name\":\"/sim/prod/group/p7\",\"WithDecryption\":true}";
    private static final int[] CONNECTIONS = {1, 10, 100};
    private static final int WARM_CONNECTIONS = 10;
    private static final double P99 = 99;
    private static final double MILLI = 1e6;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String about() {
        return "what the agent's local HTTP costs, beside a plain static server of the same bytes (2 min)";
    }

    private static Map<String, byte[]> requests() {
        Map<String, byte[]> requests = new LinkedHashMap<>();
        requests.put(
                "`GET /v1/parameters/{name}`",
                Connection.bytes("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX-Noticeboard-Token: "
                        + ServedAgent.TOKEN + "\r\n\r\n"));
        requests.put(
                "SSM `GetParameter`",
                Connection.bytes("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSSM.GetParameter\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + BODY));
        return requests;
    }

    @Override
    public Figures measure(Run run) throws Exception {
        Map<String, byte[]> requests = requests();
        Duration time = Duration.ofMillis(run.size(5000, 500));
        Duration warm = Duration.ofMillis(run.size(5000, 1500));
        Table.Builder table = Table.of(
                "One parameter of 1,000 over loopback, connections that ask again once answered",
                "request",
                "connections",
                "requests/s",
                "median (ms)",
                "99th percentile (ms)",
                "static: requests/s",
                "static: median (ms)",
                "static: 99th percentile (ms)",
                "throughput over static",
                "99th over static");
        try (ServerProcess ours = new ServerProcess(ServedAgent.class);
                ServerProcess peer = new ServerProcess(StaticServer.class, answers(ours.port(), requests))) {
            run.say("both servers run; warming them up");
            for (byte[] request : requests.values()) {
                Load.run(ours.port(), request, WARM_CONNECTIONS, warm);
                Load.run(peer.port(), request, WARM_CONNECTIONS, warm);
            }
            for (int connections : CONNECTIONS) {
                for (Map.Entry<String, byte[]> request : requests.entrySet()) {
                    run.say("%s, %d connections", request.getKey(), connections);
                    Load.Result a = Load.run(ours.port(), request.getValue(), connections, time);
                    Load.Result b = Load.run(peer.port(), request.getValue(), connections, time);
                    row(table, request.getKey(), connections, a, b);
                }
            }
        }
        return Figures.of(
                "The agent's local HTTP on loopback",
                List.of(table.build()),
                List.of(
                        "Each server has a process of its own and shares the machine with the clients, which are one process; beyond one connection the processor is what all wait for.",
                        "The static server is Jetty, as ours is, with nothing between the connection and bytes in memory: the same status, fields and body; no token, no routes, no parameters."));
    }

    private static void row(Table.Builder table, String request, int connections, Load.Result ours, Load.Result peer) {
        double a = ours.times().getValueAtPercentile(P99) / MILLI;
        double b = peer.times().getValueAtPercentile(P99) / MILLI;
        table.row(
                request,
                connections,
                ours.perSecond(),
                ours.times().getValueAtPercentile(50) / MILLI,
                a,
                peer.perSecond(),
                peer.times().getValueAtPercentile(50) / MILLI,
                b,
                ours.perSecond() / peer.perSecond(),
                a / b);
    }

    /** What ours answers, for the other to answer with. */
    private static String[] answers(int port, Map<String, byte[]> requests) throws IOException {
        String[] paths = {PATH, "/"};
        String[] packed = new String[paths.length];
        int i = 0;
        for (byte[] request : requests.values()) {
            try (Connection connection = new Connection(port)) {
                HttpFields.Mutable fields = HttpFields.build();
                String body = connection.exchange(request, fields);
                packed[i] = new StaticServer.Answer(paths[i], fields.asImmutable(), body).packed();
                i++;
            }
        }
        return packed;
    }
}
