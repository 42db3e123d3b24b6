package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeboardAppTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> args, Map<String, String> environment) {
        return NoticeboardApp.run(args, environment, "target/cdk.out", new PrintStream(out), new PrintStream(err));
    }

    @Test
    void help_whenAsked_tellsTheOptionsAndHowToDeploy() {
        assertEquals(0, run(List.of("--help"), Map.of()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("npx cdk deploy"));
    }

    @Test
    void argument_whenUnknown_isRefused() {
        assertEquals(2, run(List.of("--prefix=x"), Map.of()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--prefix=x"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOTICEBOARD_CDK_REMOVAL,keep,removal",
        "NOTICEBOARD_CDK_LOG_RETENTION_DAYS,2,logRetentionDays",
        "NOTICEBOARD_CDK_REQUESTS_PER_SECOND,0,requestsPerSecond",
        "NOTICEBOARD_CDK_API_LOGS_ROLE,no,apiLogsRole",
        "NOTICEBOARD_CDK_PREFIX,a b,prefix",
        "NOTICEBOARD_CDK_ALARMS_TOPIC,ops,alarmsTopic",
        "NOTICEBOARD_CDK_STAGE,v-1,stage"
    })
    void option_whenWrong_isNamed(String variable, String value, String option) {
        assertEquals(2, run(List.of(), Map.of(variable, value)));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("option " + option));
    }

    @Test
    void jar_whenMissing_isNamed() {
        assertEquals(1, run(List.of(), Map.of("NOTICEBOARD_CDK_FUNCTIONS_JAR", "target/none.jar")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("none.jar"));
    }

    @Test
    void board_whenSynthesizedByTheApp_tellsWhereItIs() throws IOException {
        int status = run(
                List.of(),
                Map.of(
                        "NOTICEBOARD_CDK_FUNCTIONS_JAR", Synthesized.jar().toString(),
                        "NOTICEBOARD_CDK_STACK", "shop-board",
                        "NOTICEBOARD_CDK_REMOVAL", "destroy",
                        "NOTICEBOARD_CDK_AWS_OWNED_KEY", "true",
                        "NOTICEBOARD_CDK_ALARMS_TOPIC", "arn:aws:sns:eu-west-1:123456789012:ops",
                        "NOTICEBOARD_CDK_TABLE", "shop"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        assertTrue(Files.readString(Path.of("target/cdk.out/shop-board.template.json"))
                .contains("arn:aws:sns:eu-west-1:123456789012:ops"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("npx cdk deploy"));
    }

    /** Whatever an option is called in the help, docs/deploy.md tells of it too. */
    @Test
    void page_whenItListsTheOptions_hasThoseOfTheHelp() throws IOException {
        String page = Files.readString(Path.of("../docs/deploy.md"));
        TreeSet<String> missing = new TreeSet<>();
        Pattern.compile("^  ([a-zA-Z]+) {2,}", Pattern.MULTILINE)
                .matcher(AppOptions.HELP)
                .results()
                .map(m -> m.group(1))
                .filter(name -> !page.contains("| `" + name + "`"))
                .forEach(missing::add);
        assertEquals(new TreeSet<>(), missing);
        assertFalse(page.isBlank());
    }
}
