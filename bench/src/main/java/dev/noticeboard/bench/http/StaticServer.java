package dev.noticeboard.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The process of a plain static server: Jetty with nothing between the connection and bytes in memory, by path. */
final class StaticServer extends Handler.Abstract {
    private final Map<String, Answer> answers;

    private StaticServer(Map<String, Answer> answers) {
        this.answers = answers;
    }

    /** Serves until its standard input ends. Each argument is an {@link Answer}, packed. */
    public static void main(String[] args) throws Exception {
        Map<String, Answer> answers = new HashMap<>();
        Arrays.stream(args).map(Answer::unpacked).forEach(answer -> answers.put(answer.path(), answer));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new StaticServer(answers));
        server.start();
        try {
            ServerProcess.serveUntilInputEnds(connector.getLocalPort());
        } finally {
            server.stop();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Answer answer = answers.get(Request.getPathInContext(request));
        if (answer == null) {
            return false;
        }
        Content.Source.consumeAll(request);
        response.getHeaders().add(answer.fields());
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    /**
     * What a path answers with.
     *
     * @param fields the header's, but for those that every server makes itself
     */
    record Answer(String path, HttpFields fields, String body) {
        /** As one argument: a line each for the path and the fields, an empty one, and the body. */
        String packed() {
            StringBuilder text = new StringBuilder(path).append('\n');
            fields.forEach(f ->
                    text.append(f.getName()).append(": ").append(f.getValue()).append('\n'));
            text.append('\n').append(body);
            return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        static Answer unpacked(String packed) {
            String text = new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
            int end = text.indexOf("\n\n");
            List<String> lines = text.substring(0, end).lines().toList();
            HttpFields.Mutable fields = HttpFields.build();
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(": ");
                fields.add(line.substring(0, colon), line.substring(colon + 2));
            }
            return new Answer(lines.get(0), fields, text.substring(end + 2));
        }
    }
}
