package dev.noticeboard.functions.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.ManualTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines in the embedded metric format, read as CloudWatch reads them (CloudWatch User Guide, "Specification: Embedded metric format"). */
class EmfMeasuresTest extends MeasuresContract {
    private static final JsonMapper JSON = new JsonMapper();

    private final ManualTime time = new ManualTime();
    private final List<String> lines = new ArrayList<>();

    @Override
    Measures newMeasures() {
        return new EmfMeasures("board-1", time, lines::add);
    }

    @Override
    Map<Measure, List<Long>> handedOn() {
        Map<Measure, List<Long>> all = new EnumMap<>(Measure.class);
        for (String line : lines) {
            read(line).forEach((measure, values) -> {
                List<Long> mine = all.computeIfAbsent(measure, m -> new ArrayList<>());
                mine.addAll(values);
            });
        }
        return all;
    }

    /** The metrics of a line; fails where CloudWatch would make none of it. */
    private Map<Measure, List<Long>> read(String line) {
        assertFalse(line.contains("\n"), "an event is one line");
        JsonNode root = JSON.readTree(line);
        assertEquals(time.instant().toEpochMilli(), root.at("/_aws/Timestamp").longValue());
        JsonNode directives = root.at("/_aws/CloudWatchMetrics");
        assertEquals(1, directives.size());
        JsonNode directive = directives.get(0);
        assertEquals("Noticeboard", directive.get("Namespace").stringValue());
        assertEquals("[[\"Board\"]]", directive.get("Dimensions").toString());
        assertEquals("board-1", root.get("Board").stringValue());
        JsonNode metrics = directive.get("Metrics");
        assertTrue(metrics.size() >= 1 && metrics.size() <= 100, "a directive has up to 100 metrics");
        Map<Measure, List<Long>> found = new EnumMap<>(Measure.class);
        Set<String> members = new HashSet<>(Set.of("_aws", "Board"));
        for (JsonNode metric : metrics) {
            Measure measure = Stream.of(Measure.values())
                    .filter(m -> m.title().equals(metric.get("Name").stringValue()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(measure.unit(), metric.get("Unit").stringValue());
            assertTrue(members.add(measure.title()), "a metric is named once");
            List<Long> values = new ArrayList<>();
            root.get(measure.title()).forEach(value -> values.add(value.longValue()));
            assertTrue(!values.isEmpty() && values.size() <= 100, "an array has up to 100 values");
            found.put(measure, values);
        }
        assertEquals(members, new HashSet<>(root.propertyNames()), "nothing but metrics and the board is told");
        return found;
    }

    @Test
    void line_whenAnInvocationMeasuredSeveral_isOne() {
        Measures measures = newMeasures();
        for (Measure measure : Measure.values()) {
            measures.take(measure, 5);
        }
        measures.flush();
        assertEquals(1, lines.size());
        assertEquals(Set.of(Measure.values()), read(lines.get(0)).keySet());
    }

    @Test
    void line_whenAnArrayIsFull_isFollowedByAnother() {
        Measures measures = newMeasures();
        for (int i = 0; i < 201; i++) {
            measures.take(Measure.STREAM_AGE, i);
        }
        measures.count(Measure.NOTICES);
        measures.flush();
        assertEquals(3, lines.size());
        assertEquals(List.of(200L), read(lines.get(2)).get(Measure.STREAM_AGE));
        assertEquals(Set.of(Measure.STREAM_AGE), read(lines.get(1)).keySet(), "a sum is told once");
    }
}
