package dev.noticeboard.localstack.roles;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Lambda, EventBridge and CloudWatch as far as the real adapters ask them: it agrees to all, and knows no alarm. */
final class FakeOutside implements AutoCloseable {
    private static final String EVENTS = "{\"FailedEntryCount\":0,\"Entries\":[]}";
    /** A map without entries, in CBOR. */
    private static final String NO_ALARMS = "\u00a0";

    private final FakeHttp server = new FakeHttp(this::answer);
    private volatile String verdict = "{}";

    private Answered answer(Asked asked) {
        String path = asked.uri().getPath();
        if (path.endsWith("/invocations")) {
            boolean waits = "RequestResponse".equals(asked.headers().get("X-Amz-Invocation-Type"));
            return waits ? Answered.of(200, verdict) : Answered.of(202, "");
        }
        return path.endsWith("/DescribeAlarms")
                ? new Answered(
                        200,
                        Map.of("smithy-protocol", "rpc-v2-cbor", "Content-Type", "application/cbor"),
                        NO_ALARMS,
                        StandardCharsets.ISO_8859_1)
                : Answered.of(200, EVENTS);
    }

    /** What validators answer from now on. */
    void verdict(String json) {
        verdict = json;
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
