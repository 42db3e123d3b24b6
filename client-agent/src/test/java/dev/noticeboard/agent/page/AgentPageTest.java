package dev.noticeboard.agent.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.AgentMetrics;
import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStatus;
import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.Handle;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.Scope;
import dev.noticeboard.agent.StalenessPolicy;
import dev.noticeboard.agent.snapshot.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The examples of {@code docs/agent.md}, letter by letter, run against DynamoDB Local through the SDK's default chain: only the
 * chain's answers are the test's. A block that is in the page and not in this file fails.
 */
@Timeout(60)
class AgentPageTest {
    private static final Path PAGE = Path.of("../docs/agent.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/noticeboard/agent/page/AgentPageTest.java");
    private static final ShopTable TABLE = new ShopTable();
    private static final List<String> PROPERTIES =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrlDynamoDb");

    record Limits(int perMinute, List<String> exempt) {}

    @BeforeAll
    static void chain() {
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.endpointUrlDynamoDb", TABLE.endpoint().toString());
        TABLE.put("/shop/prod/db/host", "db.example");
        TABLE.put("/shop/prod/db/pool-size", "40");
        TABLE.put("/shop/prod/limits", "{\"perMinute\":60,\"exempt\":[\"admin\"]}");
        TABLE.put("/shop/prod/timeout", "PT2S");
    }

    @AfterAll
    static void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void threeLines_readAParameter() {
        ParameterAgent agent = ParameterAgent.start("/shop/prod");
        Handle<Integer> poolSize = agent.parameter("/shop/prod/db/pool-size").asInteger();
        int size = poolSize.get();
        assertTrue(size >= 40);
        agent.close();
    }

    @Test
    void options_areAccepted() {
        AgentOptions options = AgentOptions.builder()
                .namespace("/shop/prod")
                .region("eu-central-1")
                .directory(Path.of("/var/lib/shop"))
                .pollInterval(Duration.ofSeconds(30))
                .build();
        assertNotNull(options);
    }

    @Test
    void handles_parseAndFallBack() {
        try (ParameterAgent agent = ParameterAgent.start("/shop/prod")) {
            Handle<Limits> limits = agent.parameter("/shop/prod/limits").asJson(Limits.class);
            Handle<Duration> timeout =
                    agent.parameter("/shop/prod/timeout").as("an ISO 8601 duration", Duration::parse);
            Duration patience = timeout.orElse(Duration.ofSeconds(5));
            assertEquals(Duration.ofSeconds(2), patience);
            assertEquals(new Limits(60, List.of("admin")), limits.get());
        }
    }

    @Test
    void snapshot_isOfOneRevision() {
        try (ParameterAgent agent = ParameterAgent.start("/shop/prod")) {
            Snapshot now = agent.snapshot().orElseThrow();
            String url = now.get("/shop/prod/db/host").orElseThrow() + ":"
                    + now.getInteger("/shop/prod/db/port").orElse(5432);
            assertEquals("db.example:5432", url);
        }
    }

    private static final class Pool {
        private final AtomicInteger resized = new AtomicInteger();

        void resize() {
            resized.incrementAndGet();
        }
    }

    @Test
    void guardsAndListeners_areAskedAndTold() throws Exception {
        Pool pool = new Pool();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Guard enough =
                change -> change.after().getInteger("/shop/prod/db/pool-size").orElse(20) <= 200
                        ? Guard.accept()
                        : Guard.veto("more connections than this host may open");
        AgentOptions options = AgentOptions.builder()
                .namespace("/shop/prod")
                .guard(Scope.name("/shop/prod/db/pool-size"), enough)
                .listener(Scope.under("/shop/prod/db"), change -> pool.resize(), executor)
                .build();
        try (ParameterAgent agent = ParameterAgent.start(options)) {
            TABLE.put("/shop/prod/db/pool-size", "5000");
            agent.refreshNow();
            assertEquals(Optional.of("40"), agent.get("/shop/prod/db/pool-size"));
            assertEquals(
                    "more connections than this host may open",
                    agent.status().withheld().get(0).reason());
            TABLE.put("/shop/prod/db/pool-size", "50");
            agent.refreshNow();
            assertEquals(Optional.of("50"), agent.get("/shop/prod/db/pool-size"));
            executor.submit(() -> {}).get();
            assertEquals(1, pool.resized.get());
            TABLE.put("/shop/prod/db/pool-size", "40");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void staleness_isAnOption() {
        AgentOptions options = AgentOptions.builder()
                .namespace("/shop/prod")
                .pollInterval(Duration.ofSeconds(15))
                .staleness(StalenessPolicy.fail(Duration.ofMinutes(2)))
                .build();
        try (ParameterAgent agent = ParameterAgent.start(options)) {
            assertEquals(Optional.of("db.example"), agent.get("/shop/prod/db/host"));
            assertEquals(AgentStatus.Freshness.WITHIN_LIMIT, agent.status().freshness());
        }
    }

    @Test
    void status_tellsInALine() {
        try (ParameterAgent agent = ParameterAgent.start("/shop/prod")) {
            AgentStatus status = agent.status();
            String line = status.namespace() + " at revision " + status.revision() + ", " + status.state()
                    + ", confirmed " + status.confirmedAt();
            assertTrue(line.matches("/shop/prod at revision \\d+, CURRENT, confirmed 2.*Z"), line);
        }
    }

    @Test
    void metrics_areThoseOfTheTable() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ParameterAgent agent = ParameterAgent.start("/shop/prod")) {
            new AgentMetrics(agent).bindTo(registry);
            assertEquals(names(registry), listed());
        }
    }

    private static Set<String> names(MeterRegistry registry) {
        Set<String> names = new TreeSet<>();
        registry.getMeters().forEach(m -> names.add(m.getId().getName()));
        return names;
    }

    private static Set<String> listed() throws IOException {
        Set<String> names = new TreeSet<>();
        Pattern.compile("(?m)^\\| `(noticeboard\\.agent\\.[a-z.]+)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .forEach(m -> names.add(m.group(1)));
        return names;
    }

    /** As an application has it. */
    public static final class Function {
        private final ParameterAgent agent = ParameterAgent.start(AgentOptions.builder()
                .namespace("/shop/prod")
                .onDemand(Duration.ofSeconds(30))
                .build());
        private final Handle<Integer> poolSize =
                agent.parameter("/shop/prod/db/pool-size").asInteger();

        public String handleRequest(String event) {
            agent.refreshIfStale();
            return event + " with " + poolSize.orElse(20) + " connections";
        }
    }

    @Test
    void lambda_readsAtInvocation() {
        Function function = new Function();
        assertEquals("order with 40 connections", function.handleRequest("order"));
        function.agent.close();
    }

    @Test
    void examples_ofThePage_areThoseAbove() throws IOException {
        String source = plain(Files.readString(SOURCE));
        List<String> blocks = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        assertTrue(blocks.size() >= 9, "the page has its examples");
        for (String block : blocks) {
            assertTrue(source.contains(plain(block)), () -> "not compiled or not run here:\n" + block);
        }
    }

    /** Without white space, which the formatter sets as it likes. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
