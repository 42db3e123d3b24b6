package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.observe.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.sns.Topic;
import tools.jackson.databind.JsonNode;

/** The alarms say why and what to do, have their section in the runbook, and watch what is measured. */
class BoardAlarmsTest {
    private static final String TYPE = "AWS::CloudWatch::Alarm";
    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
    private static final Pattern DESCRIPTION =
            Pattern.compile("Why: [a-zA-Z].+ Do: [A-Z].+ docs/runbook\\.md#([a-z-]+)");

    /** Their properties, by their names. */
    private static Map<String, JsonNode> alarms() {
        Map<String, JsonNode> alarms = new TreeMap<>();
        Synthesized.resources(TYPE).values().forEach(alarm -> {
            JsonNode properties = alarm.path("Properties");
            alarms.put(properties.path("AlarmName").stringValue(), properties);
        });
        return alarms;
    }

    @Test
    void alarm_whenItRings_saysWhyAndWhatToDoAndWhereMoreIsSaid() {
        assertEquals(
                Stream.of(Alert.values())
                        .map(a -> "board-" + a.section())
                        .collect(Collectors.toCollection(TreeSet::new)),
                alarms().keySet());
        alarms().forEach((name, alarm) -> {
            String description = alarm.path("AlarmDescription").stringValue();
            Matcher matcher = DESCRIPTION.matcher(description);
            assertTrue(matcher.matches(), name + ": " + description);
            assertEquals(name, "board-" + matcher.group(1));
            assertTrue(description.length() <= 1024, name + " is longer than CloudWatch takes");
        });
    }

    @Test
    void runbook_whenAnAlarmRings_hasItsSectionAndNoOther() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        String alarms = runbook.substring(runbook.indexOf("\n## Alarms\n"), runbook.indexOf("\n## Re-drive"));
        List<String> sections = new ArrayList<>();
        Matcher heading = Pattern.compile("(?m)^### (.+)$").matcher(alarms);
        while (heading.find()) {
            sections.add(heading.group(1));
        }
        assertEquals(Stream.of(Alert.values()).map(Alert::section).toList(), sections);
        for (String part : alarms.split("(?m)^### ", -1)) {
            boolean section = Stream.of(Alert.values()).anyMatch(a -> part.startsWith(a.section() + "\n"));
            assertTrue(
                    !section || (part.contains("**Means**") && part.contains("**Do**")),
                    "no meaning or remedy: " + part);
        }
    }

    /** The names of all metrics of ours that an alarm names; they have the one dimension. */
    private static void ours(JsonNode value, Set<String> names) {
        if (value.path("Namespace").asString("").equals(Measure.NAMESPACE)) {
            names.add(value.path("MetricName").stringValue());
            assertEquals(
                    "[{\"Name\":\"Board\",\"Value\":\"board\"}]",
                    value.path("Dimensions").toString());
        }
        value.forEach(part -> ours(part, names));
    }

    @Test
    void alarm_whenOfOurOwnMetrics_watchesWhatIsMeasured() {
        Set<String> names = new TreeSet<>();
        alarms().values().forEach(alarm -> ours(alarm, names));
        Set<String> titles = Stream.of(Measure.values()).map(Measure::title).collect(Collectors.toSet());
        assertTrue(titles.containsAll(names), names.toString());
        assertTrue(names.contains(Measure.PROPAGATION_TIME.title()) && names.size() >= 7, names.toString());
    }

    @Test
    void alarm_whenNothingIsMeasured_ringsOnlyWhereSilenceIsTheFault() {
        Set<String> silent = new HashSet<>();
        alarms().forEach((name, alarm) -> {
            if (alarm.path("TreatMissingData").stringValue().equals("breaching")) {
                silent.add(name);
                assertEquals(
                        "LessThanThreshold", alarm.path("ComparisonOperator").stringValue(), name);
            } else {
                assertEquals("notBreaching", alarm.path("TreatMissingData").stringValue(), name);
                assertEquals(
                        "GreaterThanThreshold", alarm.path("ComparisonOperator").stringValue(), name);
            }
        });
        assertEquals(Set.of("board-conductor-silent", "board-policies-silent", "board-sweep-silent"), silent);
    }

    /** Source: CloudWatch API Reference, MetricDataQuery: the alarm is refused at the deployment only. */
    @Test
    void alarm_whenOfSeveralMetrics_readsNoMoreThanCloudWatchAllows() {
        alarms().forEach((name, alarm) -> {
            long read = alarm.has("Metrics") ? alarm.findValues("MetricStat").size() : 1;
            assertTrue(read >= 1 && read <= 10, name + " reads " + read + " metrics");
        });
    }

    @Test
    void deadLetters_whenAnyQueueHasThem_ring() {
        for (String alert : List.of("stream", "retry", "reports", "schedule")) {
            JsonNode alarm = Objects.requireNonNull(alarms().get("board-" + alert + "-dead-letters"));
            assertEquals(
                    "ApproximateNumberOfMessagesVisible",
                    alarm.path("MetricName").stringValue());
            assertEquals(0, alarm.path("Threshold").intValue());
            assertEquals(1, alarm.path("EvaluationPeriods").intValue());
        }
    }

    @Test
    void topic_whenGiven_isToldOfEachAlarmAndItsEnd() {
        Stack stack = new Stack(new App(), "told");
        Topic topic = new Topic(stack, "Topic");
        new Noticeboard(
                stack,
                "Noticeboard",
                NoticeboardProps.builder()
                        .functionsJar(Synthesized.jar())
                        .alarmsTopic(topic)
                        .build());
        Template.fromStack(stack)
                .allResourcesProperties(TYPE, Map.of("AlarmActions", Match.anyValue(), "OKActions", Match.anyValue()));
        alarms().forEach((name, alarm) -> assertFalse(alarm.has("AlarmActions"), name));
    }
}
