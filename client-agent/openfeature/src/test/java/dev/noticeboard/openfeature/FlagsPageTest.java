package dev.noticeboard.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.ParameterAgent;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java examples of the section on OpenFeature in {@code docs/flags.md}, letter by letter. */
@Timeout(60)
class FlagsPageTest {
    private static final Path PAGE = Path.of("../../docs/flags.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/noticeboard/openfeature/FlagsPageTest.java");
    /** A port where nobody listens: the agent of the example has no board. */
    private static final Map<String, String> NOWHERE = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "local",
            "aws.secretAccessKey", "local",
            "aws.endpointUrlDynamoDb", "http://127.0.0.1:1");

    @AfterEach
    void end() {
        OpenFeatureAPI.getInstance().shutdown();
        NOWHERE.keySet().forEach(System::clearProperty);
    }

    /** As an application has them. */
    private static final class Caches {
        private final BlockingQueue<List<String>> forgotten = new LinkedBlockingQueue<>();

        void forget(List<String> keys) {
            forgotten.add(keys);
        }
    }

    @Test
    void start_withoutABoard_givesTheDefaults() {
        new HashMap<>(NOWHERE).forEach(System::setProperty);
        OpenFeatureAPI.getInstance().setProvider(NoticeboardProvider.start("/shop/prod"));
        Client flags = OpenFeatureAPI.getInstance().getClient();

        EvaluationContext user = new ImmutableContext("user-7", Map.of("email", new Value("jo@example.com")));
        boolean checkout = flags.getBooleanValue("new-checkout", false, user);
        assertFalse(checkout);
    }

    @Test
    void provider_overAnAgent_tellsWhatChanged() throws InterruptedException {
        Caches caches = new Caches();
        BlockingQueue<String> log = new LinkedBlockingQueue<>();
        FlagBoard board = new FlagBoard();
        board.put("flags", Provided.flags(Provided.fixed("a", "1")));
        try (ParameterAgent agent = ParameterAgent.start(board.options().build())) {
            Client flags = OpenFeatureAPI.getInstance().getClient();
            NoticeboardProvider provider =
                    new NoticeboardProvider(agent, ProviderOptions.DEFAULTS.withInitialWait(Duration.ofSeconds(5)));
            OpenFeatureAPI.getInstance().setProviderAndWait(provider);
            flags.onProviderConfigurationChanged(change -> caches.forget(change.getFlagsChanged()));
            flags.onProviderStale(event -> log.add("flags may be old: " + event.getMessage()));
            board.put("flags", Provided.flags(Provided.fixed("a", "2")));
            assertEquals(List.of("a"), caches.forgotten.poll(20, TimeUnit.SECONDS));
            assertEquals(2, flags.getIntegerValue("a", 0));
            assertTrue(log.isEmpty());
        }
    }

    @Test
    void examples_ofTheSection_areThoseAbove() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## In Java: OpenFeature");
        int next = page.indexOf("\n## ", start + 1);
        String section = next < 0 ? page.substring(start) : page.substring(start, next);
        String source = plain(Files.readString(SOURCE));
        List<String> blocks = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(section)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        assertEquals(2, blocks.size());
        blocks.forEach(
                block -> assertTrue(source.contains(plain(block)), () -> "not compiled or not run here:\n" + block));
    }

    /** Without white space, which the formatter sets as it likes. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
