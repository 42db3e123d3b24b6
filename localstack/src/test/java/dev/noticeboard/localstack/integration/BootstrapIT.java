package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.localstack.launch.Launcher;
import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code localstack/bootstrap} as a process of its own, over what the environment offers. */
@ExtendWith(TestCloudParameter.class)
class BootstrapIT {
    private final RunTag run = TestCloud.newRun();
    private TestCloud cloud;
    private AwsStranger stranger;
    /** See {@link TestCloud#tagsTables()}. */
    private int tables;

    private record Ended(int status, List<String> out, String err) {}

    @BeforeEach
    void start(TestCloud shared) {
        cloud = shared;
        tables = shared.tagsTables() ? 1 : 0;
        stranger = new AwsStranger(shared.connect());
    }

    @AfterEach
    void removeAll() throws Exception {
        stranger.close();
        assertEquals(0, bootstrap("remove", "--run", run.run(), "--yes").status());
    }

    private Ended bootstrap(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "bootstrap"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove(CloudTarget.VARIABLE);
        builder.environment().putAll(cloud.environment());
        Process process = builder.start();
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        return new Ended(
                process.exitValue(),
                new String(out, StandardCharsets.UTF_8).lines().toList(),
                new String(err, StandardCharsets.UTF_8));
    }

    @Test
    void create_whenCalledTwice_makesAllOnceAndRemoveTakesItAway() throws Exception {
        Ended first = bootstrap("create", "--run", run.run(), "--namespace", "/shop/prod", "--json");
        assertEquals(0, first.status(), first.err());
        JsonNode made = Json.tree(first.out().get(0));
        assertEquals(run.run(), made.get("environment").get("NOTICEBOARD_TABLE").asString());
        String topic = made.get("topics").get("/shop/prod").asString();
        assertTrue(
                topic.startsWith(made.get("environment")
                                .get("NOTICEBOARD_TOPIC_ARN_PREFIX")
                                .asString() + run.run() + "-"),
                topic);
        assertEquals(first, bootstrap("create", "--run", run.run(), "--namespace", "/shop/prod", "--json"));

        Ended list = bootstrap("list", "--names", run.run());
        assertEquals(7 + tables, list.out().size(), list::toString);
        assertTrue(list.out().contains(run.run() + "\tqueue\t" + run.run() + "_retry_dead_letters"), list::toString);

        assertEquals(
                8 + tables,
                bootstrap("remove", "--run", run.run()).out().size(),
                "all things, and that they are still there");
        assertEquals(7 + tables, new AwsRuns(cloud.clients()).of(run).size());
        Ended removed = bootstrap("remove", "--run", run.run(), "--yes", "--json");
        assertEquals(7 + tables, removed.out().size(), removed::toString);
        assertEquals(List.of(), new AwsRuns(cloud.clients()).of(run));
    }

    @Test
    void create_whenAStrangerHasTheName_refusesAndMakesNothing() throws Exception {
        stranger.make(run.run());
        Ended refused = bootstrap("create", "--run", run.run());
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("not tagged noticeboard:run=" + run.run()), refused.err());
        assertEquals(3, new AwsRuns(cloud.clients()).named(run.run()).count());
    }
}
