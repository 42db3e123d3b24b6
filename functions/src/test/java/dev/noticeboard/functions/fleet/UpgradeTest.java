package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.store.StoredAnswer;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The items that only functions read, as version 0.1 wrote them (docs/upgrade.md). Two versions of functions run side by side for a while. */
class UpgradeTest {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/web";

    private static String golden(String name) {
        String file = "/golden/0.1/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static CommitAnswer answer() {
        return new CommitAnswer(
                NS,
                "e1",
                41,
                true,
                "id-1",
                List.of(new CommitAnswer.Version(new ParameterName("/billing/prod/db/pool-size"), 3)),
                1);
    }

    private static Object example(String name) {
        return switch (name) {
            case "lease" ->
                new Lease(
                        NS,
                        "host-1",
                        3,
                        ROLE,
                        Map.of("ring", "canary"),
                        "noticeboard-1f",
                        new Mailbox(
                                "https://sqs/q",
                                "arn:aws:sqs:eu-west-1:123456789012:q",
                                "arn:aws:sns:eu-west-1:123456789012:t",
                                "arn:aws:sns:eu-west-1:123456789012:t:s"),
                        "AROAEXAMPLE",
                        AT);
            case "lease-without-mailbox" ->
                new Lease(NS, "host-1", 1, ROLE, Map.of(), "noticeboard-1f", null, null, AT);
            case "kept-report" ->
                new KeptReport(
                        new Report(
                                Report.FORMAT,
                                NS,
                                "host-1",
                                "e1",
                                41,
                                38,
                                List.of(new Report.Applied(41, AT)),
                                List.of(new Report.Withheld(
                                        40, 41, "too large", List.of("/billing/prod/db/pool-size"), 0)),
                                0,
                                new Report.Health(false, "slow"),
                                "current",
                                AT,
                                "0.1.0"),
                        "AROAEXAMPLE",
                        1_795_341_600_123L);
            default -> new StoredAnswer("abc123", Json.write(answer()), 1_795_428_000L);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease", "lease-without-mailbox", "kept-report", "stored-answer"})
    void item_whenAnOlderVersionWroteIt_isReadAndWrittenTheSame(String name) {
        Object example = example(name);
        assertEquals(example, Json.readTolerant(golden(name), example.getClass()));
        assertEquals(Json.tree(golden(name)), Json.tree(Json.write(example)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease", "lease-without-mailbox", "kept-report", "stored-answer"})
    void item_whenANewerVersionAddedAField_isRead(String name) {
        ObjectNode grown = (ObjectNode) Json.tree(golden(name));
        grown.put("addedLater", "x");
        grown.path("mailbox").asObjectOpt().ifPresent(mailbox -> mailbox.put("addedLater", "x"));
        grown.path("report").asObjectOpt().ifPresent(report -> report.put("addedLater", "x"));
        Object example = example(name);
        assertEquals(example, Json.readTolerant(grown.toString(), example.getClass()));
    }

    @Test
    void answer_whenAnOlderVersionKeptIt_isReplayed() {
        StoredAnswer stored = Json.readTolerant(golden("stored-answer"), StoredAnswer.class);
        assertEquals(answer(), Json.readTolerant(stored.answer(), CommitAnswer.class));
    }
}
