package dev.noticeboard.localstack.roles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison itself can fail, in both directions, and says what is wrong. */
class RoleComparisonTest {
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/board";
    private static final Statement PUTS =
            new Statement("Put", List.of("dynamodb:PutItem"), List.of(TABLE), List.of("ns#*", "log#*"), Map.of());
    private static final Statement SUBSCRIBES = new Statement(
            "Subscribe",
            List.of("sns:Subscribe"),
            List.of("arn:t-??"),
            List.of(),
            Map.of("sns:Protocol", List.of("sqs")));
    private static final LambdasOwn LOGS = new LambdasOwn("logs:PutLogEvents", "arn:l", "Lambda logs");
    private static final Statement LOGGING =
            new Statement("Log", List.of("logs:PutLogEvents"), List.of("arn:l"), List.of(), Map.of());

    private static AwsCall put(String... keys) {
        return new AwsCall("dynamodb:PutItem", TABLE, new TreeSet<>(List.of(keys)), Map.of());
    }

    private static AwsCall subscribe(String topic, String protocol) {
        return AwsCall.of("sns:Subscribe", topic).with("sns:Protocol", protocol);
    }

    private static List<String> findings(List<Statement> role, AwsCall... calls) {
        Map<AwsCall, String> called = new LinkedHashMap<>();
        List.of(calls).forEach(call -> called.put(call, "Here.call"));
        return RoleComparison.findings("F", role, called, List.of());
    }

    @Test
    void findings_whenAllIsCalledAndAllowed_areNone() {
        assertEquals(
                List.of(),
                findings(List.of(PUTS, SUBSCRIBES), put("ns#/a"), put("log#/a"), subscribe("arn:t-01", "sqs")));
    }

    @Test
    void findings_whenAPartitionIsNotAllowed_nameTheCallAndTheWayToIt() {
        List<String> findings = findings(List.of(PUTS), put("ns#/a"), put("log#/a"), put("ns#/a", "token#/a#me#k"));
        assertEquals(
                List.of("F lacks one: dynamodb:PutItem on " + TABLE
                        + " within [ns#/a, token#/a#me#k], called by Here.call"),
                findings);
    }

    @Test
    void findings_whenAPartitionIsNeverTouched_nameTheGrant() {
        assertEquals(
                List.of("F has one too many: dynamodb:PutItem on " + TABLE
                        + " within log#* (statement Put), which nothing that it does needs"),
                findings(List.of(PUTS), put("ns#/a")));
    }

    @Test
    void findings_whenAConditionDoesNotHold_nameTheCall() {
        assertEquals(
                2, findings(List.of(SUBSCRIBES), subscribe("arn:t-01", "http")).size());
        assertEquals(
                2,
                findings(List.of(SUBSCRIBES), AwsCall.of("sns:Subscribe", "arn:t-01"))
                        .size());
        assertEquals(
                2, findings(List.of(SUBSCRIBES), subscribe("arn:t-012", "sqs")).size());
    }

    @Test
    void findings_whenAGrantStandsTwice_countOneTooMany() {
        Statement again = new Statement("Again", LOGGING.actions(), LOGGING.resources(), List.of(), Map.of());
        AwsCall log = AwsCall.of("logs:PutLogEvents", "arn:l");
        assertEquals(1, findings(List.of(LOGGING, again), log).size());
    }

    @Test
    void findings_whenLambdaNeedsWhatIsNotGranted_sayWhy() {
        assertEquals(
                List.of("F lacks one: logs:PutLogEvents on arn:l, since Lambda logs"),
                RoleComparison.findings("F", List.of(), Map.of(), List.of(LOGS)));
        assertEquals(List.of(), RoleComparison.findings("F", List.of(LOGGING), Map.of(), List.of(LOGS)));
    }

    @ParameterizedTest
    @CsvSource({
        "board-??, board-01, true",
        "board-??, board-012, false",
        "ns#*, ns#/a, true",
        "ns#*, ans#/a, false",
        "*, arn:x, true",
        "arn:*, *, false",
        "a.b, axb, false"
    })
    void matches_asIamDoes(String pattern, String text, boolean matches) {
        assertEquals(matches, Statement.matches(pattern, text));
        assertTrue(Statement.matches(text, text));
    }
}
