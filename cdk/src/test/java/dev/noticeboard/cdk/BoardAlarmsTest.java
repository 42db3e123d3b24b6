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

/** The alarms say why and what to do, have their section in the runbook, and watch what is measured. */
class BoardAlarmsTest {
    private static final String TYPE = "AWS::CloudWatch::Alarm";
    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
    private static final Pattern DESCRIPTION =
            Pattern.compile("Why: [a-zA-Z].+ Do: [A-Z].+ docs/runbook\\.md#([a-z-]+)");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> resource) {
        return (Map<String, Object>) resource.getOrDefault("Properties", Map.of());
    }

    /** By their names. */
    private static Map<String, Map<String, Object>> alarms() {
        Map<String, Map<String, Object>> alarms = new TreeMap<>();
        Synthesized.resources(TYPE).values().forEach(alarm -> {
            Map<String, Object> properties = properties(alarm);
            alarms.put(String.valueOf(properties.get("AlarmName")), properties);
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
            String description = String.valueOf(alarm.get("AlarmDescription"));
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
        for (String part : alarms.split("(?m)^### ")) {
            boolean section = Stream.of(Alert.values()).anyMatch(a -> part.startsWith(a.section() + "\n"));
            assertTrue(
                    !section || (part.contains("**Means**") && part.contains("**Do**")),
                    "no meaning or remedy: " + part);
        }
    }

    /** Everything within a value that looks like a metric of ours: its name and dimension. */
    private static void ours(Object value, Set<String> names) {
        if (value instanceof Map<?, ?> map) {
            if (Measure.NAMESPACE.equals(map.get("Namespace"))) {
                names.add(String.valueOf(map.get("MetricName")));
                assertEquals(List.of(Map.of("Name", Measure.DIMENSION, "Value", "board")), map.get("Dimensions"));
            }
            map.values().forEach(v -> ours(v, names));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> ours(v, names));
        }
    }

    @Test
    void alarm_whenOfOurOwnMetrics_watchesWhatIsMeasured() {
        Set<String> names = new TreeSet<>();
        ours(Synthesized.resources(TYPE), names);
        Set<String> titles = Stream.of(Measure.values()).map(Measure::title).collect(Collectors.toSet());
        assertTrue(titles.containsAll(names), names.toString());
        assertTrue(names.contains(Measure.PROPAGATION_TIME.title()) && names.size() >= 7, names.toString());
    }

    @Test
    void alarm_whenNothingIsMeasured_ringsOnlyWhereSilenceIsTheFault() {
        Set<String> silent = new HashSet<>();
        alarms().forEach((name, alarm) -> {
            if ("breaching".equals(alarm.get("TreatMissingData"))) {
                silent.add(name);
                assertEquals("LessThanThreshold", alarm.get("ComparisonOperator"), name);
            } else {
                assertEquals("notBreaching", alarm.get("TreatMissingData"), name);
                assertEquals("GreaterThanThreshold", alarm.get("ComparisonOperator"), name);
            }
        });
        assertEquals(Set.of("board-conductor-silent", "board-policies-silent", "board-sweep-silent"), silent);
    }

    @Test
    void deadLetters_whenAnyQueueHasThem_ring() {
        for (String alert : List.of("stream", "retry", "reports", "schedule")) {
            Map<String, Object> alarm = alarms().get("board-" + alert + "-dead-letters");
            assertEquals("ApproximateNumberOfMessagesVisible", alarm.get("MetricName"));
            assertEquals(0, ((Number) alarm.get("Threshold")).intValue());
            assertEquals(1, ((Number) alarm.get("EvaluationPeriods")).intValue());
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
        alarms().forEach((name, alarm) -> assertFalse(alarm.containsKey("AlarmActions"), name));
    }
}
