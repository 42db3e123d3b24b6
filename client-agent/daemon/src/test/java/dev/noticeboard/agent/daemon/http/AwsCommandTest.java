package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The {@code aws} command, unmodified, reads from the snapshot while the table is down. Skipped where it is not installed. */
@Timeout(180)
class AwsCommandTest {
    private final ServedBoard served = new ServedBoard(Map.of("db/host", "first", "db/port", "5432"));

    @TempDir
    Path home;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void installed() throws Exception {
        boolean there;
        try {
            there = run("--version").exit == 0;
        } catch (IOException notInstalled) {
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: the aws command is not installed, so AwsCommandTest shows nothing");
        }
        Assumptions.assumeTrue(there, "the aws command is not installed");
        served.down = true;
        served.versions.down = true;
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Ran run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(args));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(k -> k.startsWith("AWS_"));
        environment.put("AWS_ENDPOINT_URL_SSM", served.http.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "any");
        environment.put("AWS_SECRET_ACCESS_KEY", "any");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_MAX_ATTEMPTS", "1");
        environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
        environment.put("AWS_PAGER", "");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ran(
                process.waitFor(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void aws_whileTheTableIsDown_readsFromTheSnapshot() throws Exception {
        Ran one = run("ssm", "get-parameter", "--name", "/sim/prod/db/host", "--output", "json");
        assertEquals(0, one.exit, one.err);
        JsonNode parameter = Json.tree(one.out).path("Parameter");
        assertEquals("first", parameter.path("Value").stringValue());
        Ran several =
                run("ssm", "get-parameters-by-path", "--path", "/sim/prod/db", "--page-size", "1", "--output", "json");
        assertEquals(0, several.exit, several.err);
        assertEquals(2, Json.tree(several.out).path("Parameters").size());
        Ran missing = run("ssm", "get-parameter", "--name", "/sim/prod/no");
        assertTrue(missing.exit != 0 && missing.err.contains("ParameterNotFound"), missing.err);
    }
}
