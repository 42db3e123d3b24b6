package dev.noticeboard.functions.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.schemas.board.Settings;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import dev.noticeboard.schemas.rollout.Strategies;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Design, section 5: what a strategy may be. */
class StrategyRulesTest {
    private static final String ALL = "\"steps\":[{\"percent\":100}]";

    private static List<String> wrong(String json) {
        return StrategyRules.check("s", Json.readStrict(json, Strategy.class)).stream()
                .map(v -> v.field() + ": " + v.message())
                .toList();
    }

    private static List<String> settings(String json) {
        return SettingsRules.check(Json.readStrict(json, Settings.class)).stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void shipped_whenChecked_areRight() {
        Strategies.SHIPPED.values().forEach(s -> assertEquals(List.of(), StrategyRules.check("s", s)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bakeSeconds\":-1,#}|s.bakeSeconds",
                "{\"bakeSeconds\":86401,#}|s.bakeSeconds",
                "{\"finalBakeSeconds\":86401,#}|s.finalBakeSeconds",
                "{\"graceSeconds\":3601,#}|s.graceSeconds",
                "{\"minAgents\":0,#}|s.minAgents",
                "{\"minAgents\":10001,#}|s.minAgents",
                "{\"minReportedPercent\":100.1,#}|s.minReportedPercent",
                "{\"maxVetoedPercent\":-1,#}|s.maxVetoedPercent",
                "{\"maxUnhealthyPercent\":0.0001,#}|s.maxUnhealthyPercent",
                "{\"maxUnhealthyPercent\":1e-999999999,#}|s.maxUnhealthyPercent",
                "{\"alarms\":[\"a\",\"\"],#}|s.alarms[1]",
                "{}|s",
                "{\"growth\":{\"kind\":\"linear\",\"percent\":10},#}|s",
                "{\"steps\":[{},{\"percent\":100}]}|s.steps[0]",
                "{\"steps\":[{\"percent\":10}]}|s.steps[0].percent",
                "{\"steps\":[{\"percent\":0},{\"percent\":100}]}|s.steps[0].percent",
                "{\"steps\":[{\"percent\":0.0001},{\"percent\":100}]}|s.steps[0].percent",
                "{\"steps\":[{\"percent\":100.001}]}|s.steps[0].percent",
                "{\"steps\":[{\"percent\":20},{\"tags\":{\"a\":\"b\"}},{\"percent\":10},{\"percent\":100}]}|s.steps[2].percent",
                "{\"steps\":[{\"tags\":{}},{\"percent\":100}]}|s.steps[0].tags",
                "{\"steps\":[{\"tags\":{\"\":\"x\"}},{\"percent\":100}]}|s.steps[0].tags",
                "{\"steps\":[{\"tags\":{\"x\":null}},{\"percent\":100}]}|s.steps[0].tags",
                "{\"steps\":[{\"percent\":1,\"bakeSeconds\":86401},{\"percent\":100}]}|s.steps[0].bakeSeconds",
                "{\"steps\":[{\"percent\":100,\"bakeSeconds\":5}]}|s.steps[0].bakeSeconds",
                "{\"growth\":{\"kind\":\"linear\"}}|s.growth.percent",
                "{\"growth\":{\"percent\":1}}|s.growth.kind",
                "{\"growth\":{\"kind\":\"linear\",\"percent\":0}}|s.growth.percent",
                "{\"growth\":{\"kind\":\"linear\",\"percent\":1}}|s.growth",
                "{\"growth\":{\"kind\":\"linear\",\"percent\":10,\"factor\":2}}|s.growth.factor",
                "{\"growth\":{\"kind\":\"exponential\",\"percent\":1,\"factor\":1}}|s.growth.factor",
                "{\"growth\":{\"kind\":\"exponential\",\"percent\":1,\"factor\":1.00001}}|s.growth.factor",
                "{\"growth\":{\"kind\":\"exponential\",\"percent\":1,\"factor\":1.1}}|s.growth",
            })
    void strategy_whenABoundIsBroken_isRefusedAtItsField(String json, String field) {
        List<Violation> violations = StrategyRules.check("s", Json.readStrict(json.replace("#", ALL), Strategy.class));
        assertEquals(List.of(field), violations.stream().map(Violation::field).toList(), violations.toString());
    }

    @Test
    void strategy_whenAtItsBounds_isAccepted() {
        assertEquals(List.of(), wrong("{" + ALL + "}"));
        assertEquals(
                List.of(),
                wrong("{\"bakeSeconds\":0,\"finalBakeSeconds\":86400,\"graceSeconds\":3600,\"minAgents\":10000,"
                        + "\"minReportedPercent\":0,\"maxVetoedPercent\":99.999,\"maxUnhealthyPercent\":1e2,"
                        + "\"alarms\":[\"" + "a".repeat(255) + "\"],\"steps\":[{\"tags\":{\"ring\":\"canary\"}},"
                        + "{\"percent\":0.001,\"bakeSeconds\":0},{\"percent\":100.000}]}"));
        assertEquals(List.of(), wrong("{\"growth\":{\"kind\":\"linear\",\"percent\":4}}"), "25 steps");
        assertEquals(
                List.of("s.growth: there are more than 25 steps"),
                wrong("{\"growth\":{\"kind\":\"linear\",\"percent\":3.999}}"));
    }

    @Test
    void strategy_whenTooLong_isRefused() {
        String step = "{\"percent\":100}";
        assertEquals(
                List.of("s.steps: there are more than 25 steps"),
                wrong("{\"steps\":[" + (step + ",").repeat(25) + step + "]}"));
        assertEquals(
                List.of("s.alarms: there are 11"),
                wrong("{" + ALL + ",\"alarms\":["
                        + IntStream.range(0, 11).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","))
                        + "]}"));
        String tags = IntStream.range(0, 18)
                .mapToObj(i -> "\"" + i + "\":\"" + "x".repeat(250) + "\"")
                .collect(Collectors.joining(","));
        assertEquals(
                List.of("s: as JSON it has more than 4096 bytes"),
                wrong("{\"steps\":[{\"tags\":{" + tags + "}}," + step + "]}"));
    }

    @Test
    void settings_whenOfStrategies_areCheckedOneByOneAndTogether() {
        assertEquals(
                List.of(),
                settings("{\"whyRequired\":false,\"strategies\":{\"mine\":{" + ALL
                        + "}},\"requiredStrategy\":\"mine\"}"));
        assertEquals(List.of(), settings("{\"whyRequired\":false,\"requiredStrategy\":\"*\"}"));
        assertEquals(List.of(), settings("{\"whyRequired\":false,\"requiredStrategy\":\"canary-1-10-100\"}"));
        assertEquals(List.of("requiredStrategy"), settings("{\"whyRequired\":false,\"requiredStrategy\":\"mine\"}"));
        assertEquals(
                List.of("strategies.a.graceSeconds", "strategies.b", "strategies"),
                settings("{\"whyRequired\":false,\"strategies\":{\"a\":{\"graceSeconds\":-1," + ALL
                                + "},\"b\":null,\"-c\":{" + ALL + "}}}")
                        .stream()
                        .sorted((x, y) -> Integer.compare(y.length(), x.length()))
                        .toList());
        String many = IntStream.range(0, 11)
                .mapToObj(i -> "\"s" + i + "\":{" + ALL + "}")
                .collect(Collectors.joining(","));
        assertEquals(List.of("strategies"), settings("{\"whyRequired\":false,\"strategies\":{" + many + "}}"));
        String alarms = IntStream.range(0, 10)
                .mapToObj(i -> "\"" + i + "x".repeat(150) + "\"")
                .collect(Collectors.joining(","));
        String long1 = "{" + ALL + ",\"alarms\":[" + alarms + "]}";
        assertEquals(
                List.of("strategies"),
                settings("{\"whyRequired\":false,\"strategies\":{\"a\":" + long1 + ",\"b\":" + long1 + ",\"c\":" + long1
                        + "}}"));
    }
}
