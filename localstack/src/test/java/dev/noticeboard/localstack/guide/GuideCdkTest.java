package dev.noticeboard.localstack.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.localstack.testing.SmallJar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's CDK app is compiled as it stands there, and synthesizes; that needs Node.js, as the guide says. */
class GuideCdkTest {
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @TempDir
    private Path folder;

    @Test
    void app_whenSynthesized_givesTheStackThatTheGuideNames() throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        for (GuideBlock block : GuideBlock.read(Path.of("../docs/guide.md"))) {
            if (block.mark().equals("compile")) {
                Matcher named = CLASS.matcher(block.text());
                assertTrue(named.find(), "line " + block.line());
                arguments.add(Files.writeString(folder.resolve(named.group(1) + ".java"), block.text())
                        .toString());
            }
        }
        assertEquals(7, arguments.size(), "two classes");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));

        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "com.myorg.BoardApp")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment()
                .put("NOTICEBOARD_FUNCTIONS_JAR", SmallJar.in(folder).toString());
        builder.environment().put("CDK_OUTDIR", folder.resolve("cdk.out").toString());
        Process process = builder.start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "it ends");
        assertEquals(0, process.exitValue(), () -> "is Node.js there? " + read(folder.resolve("out")));
        String template = read(folder.resolve("cdk.out/noticeboard.template.json"));
        for (String part : List.of("noticeboard-host", "log#/shop/prod", "\"TableName\": \"noticeboard\"", "\"Api\"")) {
            assertTrue(template.contains(part), part);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
