package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.observe.Measure;
import dev.noticeboard.schemas.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dashboard shows all that is measured. */
class BoardDashboardTest {
    /** The body, with what CloudFormation fills in left as it is. */
    private static String body() {
        Map<String, JsonNode> dashboards = Synthesized.resources("AWS::CloudWatch::Dashboard");
        assertEquals(1, dashboards.size());
        return Json.write(dashboards.values().iterator().next());
    }

    @Test
    void dashboard_whenLookedAt_showsEveryMeasureOfThisBoard() {
        String body = body();
        for (Measure measure : Measure.values()) {
            String metric = "\\\"Noticeboard\\\",\\\"" + measure.title() + "\\\",\\\"Board\\\",\\\"board\\\"";
            assertTrue(body.contains(metric), measure + " is not shown");
        }
        int shown = body.split("\\\\\"Noticeboard\\\\\",", -1).length - 1;
        long times = Arrays.stream(Measure.values())
                .filter(m -> m.shape() == Measure.Shape.TIMES)
                .count();
        assertEquals(Measure.values().length + 2 * times, shown, "times as three percentiles, all others once");
    }

    @Test
    void dashboard_whenLookedAt_showsTheAlarmsAndWhatAwsMeasures() {
        String body = body();
        for (String name : List.of(
                "Propagation: from the commit to the host",
                "Fleet by revision",
                "Dead letters",
                "Latency",
                "5XXError",
                "Throttles",
                "Duration",
                "p50",
                "p90",
                "p99",
                "ReadThrottleEvents")) {
            assertTrue(body.contains(name), name);
        }
        long alarms = Synthesized.resources("AWS::CloudWatch::Alarm").keySet().stream()
                .filter(body::contains)
                .count();
        assertEquals(Alert.values().length, alarms);
    }
}
