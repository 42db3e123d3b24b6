package dev.noticeboard.schemas.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.board.Change;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Notice;
import dev.noticeboard.schemas.board.Trace;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two versions of the project say to each other (docs/upgrade.md): the files in {@code golden/0.1} were written by version 0.1. Today's
 * code reads them, and what it writes of the same records has, but for fields added since, the very same JSON, which version 0.1 reads as
 * it reads its own: its readers pass over fields that they do not know, as today's do.
 */
class UpgradeTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    /** Objects whose keys are data, so that nothing can be added to them. */
    private static final Set<String> MAPS = Set.of("schemas", "strategies", "versions", "tags", "hostTags");

    static Set<String> names() {
        return WireExamples.all().keySet();
    }

    private static String golden(String name) {
        String file = "/golden/0.1/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Object example(String name) {
        return Objects.requireNonNull(WireExamples.all().get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void record_whenAnOlderVersionWroteIt_isRead(String name) {
        assertEquals(
                example(name), Json.readTolerant(golden(name), example(name).getClass()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void record_whenANewerVersionAddedFieldsEverywhere_isRead(String name) {
        JsonNode grown = Json.tree(golden(name));
        grow(grown, "");
        assertEquals(
                example(name), Json.readTolerant(grown.toString(), example(name).getClass()));
    }

    /** The same by the other way in: items are read from maps. */
    @ParameterizedTest
    @MethodSource("names")
    void item_whenANewerVersionAddedFieldsEverywhere_isRead(String name) {
        JsonNode grown = Json.tree(golden(name));
        grow(grown, "");
        Map<String, Object> item = Json.toMap(grown);
        assertEquals(example(name), Json.fromMap(item, example(name).getClass()));
    }

    private static void grow(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> grow(e.getValue(), e.getKey()));
            if (!MAPS.contains(field)) {
                object.put("addedLater", "x");
                object.set(
                        "addedToo",
                        JSON.objectNode().set("deep", JSON.arrayNode().add(1)));
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> grow(element, field));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void record_whenWrittenToday_isWhatTheOlderVersionWrote(String name) {
        assertEquals(Json.tree(golden(name)), Json.tree(Json.write(example(name))));
    }

    /** What was added since version 0.1, with all of it set; less these fields it is what that version knows. */
    @Test
    void addedFields_whenTheyAreLeftOut_leaveWhatTheOlderVersionWrote() {
        Trace trace = new Trace(TRACEPARENT, "a=1");
        ChangeSet old = (ChangeSet) example("change-set");
        ChangeSet traced = new ChangeSet(
                old.namespace(),
                old.epoch(),
                old.revision(),
                old.id(),
                old.at(),
                old.by(),
                old.why(),
                old.inline(),
                old.spreadMillis(),
                old.restore(),
                trace,
                old.changes());
        same("change-set", traced, "trace");
        ObjectNode inline = (ObjectNode) Json.tree(Json.write(Notice.inline(traced)));
        ((ObjectNode) inline.path("changeSet")).remove("trace");
        assertEquals(Json.tree(golden("notice-inline")), inline);
        same("notice-by-reference", Notice.byReference(traced, 10_000), "trace");
        Head head = (Head) example("head");
        same(
                "head",
                new Head(
                        head.namespace(),
                        head.epoch(),
                        head.revision(),
                        head.schemas(),
                        head.settings(),
                        head.settingsRevision(),
                        head.rollouts(),
                        "noticeboard"),
                "table");
        CommitAnswer answer = (CommitAnswer) example("commit-answer");
        same(
                "commit-answer",
                new CommitAnswer(
                        answer.namespace(),
                        answer.epoch(),
                        answer.revision(),
                        answer.changed(),
                        answer.changeSet(),
                        answer.parameters(),
                        answer.retries(),
                        TRACEPARENT),
                "traceparent");
        ObjectNode applied = (ObjectNode) Json.tree(
                Json.write(new Report.Applied(39, Instant.parse("2026-11-22T10:00:00.123456789Z"), TRACEPARENT)));
        applied.remove("traceparent");
        assertEquals(Json.tree(golden("report")).path("applied").path(0), applied);
    }

    private static void same(String name, Object today, String added) {
        ObjectNode written = (ObjectNode) Json.tree(Json.write(today));
        assertTrue(written.has(added), name);
        written.remove(added);
        assertEquals(Json.tree(golden(name)), written);
        assertEquals(today, Json.readTolerant(Json.write(today), today.getClass()));
    }

    /** An older reader meets {@code renew-epoch}, a newer one whatever comes next: it takes its revision and changes nothing. */
    @Test
    void kind_whenItIsNotKnown_isReadAsOther() {
        ObjectNode entry = (ObjectNode) Json.tree(golden("change-set"));
        ((ArrayNode) entry.path("changes"))
                .add(JSON.objectNode().put("kind", "of-a-later-version").put("from", "e1"));
        ChangeSet read = Json.readTolerant(entry.toString(), ChangeSet.class);
        List<Change> changes = new ArrayList<>(read.changes());
        Change.Other other = assertInstanceOf(Change.Other.class, changes.remove(changes.size() - 1));
        assertEquals("of-a-later-version", other.kind());
        assertEquals(((ChangeSet) example("change-set")).changes(), changes);
    }

    /** As an older reader meets {@code flags}: a value of which it cannot say what it means is not passed over (docs/upgrade.md). */
    @Test
    void dataType_whenItIsNotKnown_makesTheRecordUnreadable() {
        for (String name : List.of("parameter", "change-set")) {
            String later = golden(name).replace("\"dataType\":\"integer\"", "\"dataType\":\"of-a-later-version\"");
            Class<?> type = example(name).getClass();
            MalformedException e = assertThrows(MalformedException.class, () -> Json.readTolerant(later, type));
            assertTrue(e.field().endsWith("dataType"), e.field());
        }
    }

    /** Nothing of a kind that this version writes is missing among the examples, but what was added since. */
    @Test
    void kinds_ofTheGoldenChangeSet_areAllThatThereWere() {
        Set<String> written = new TreeSet<>();
        Json.tree(golden("change-set"))
                .path("changes")
                .forEach(c -> written.add(c.path("kind").asString()));
        Set<String> known = java.util.Arrays.stream(Change.class
                        .getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                        .value())
                .map(com.fasterxml.jackson.annotation.JsonSubTypes.Type::name)
                .collect(Collectors.toCollection(TreeSet::new));
        known.removeAll(Set.of("other", "renew-epoch"));
        assertEquals(known, written);
    }

    @Test
    void trace_whenItIsNone_makesNoEntryUnreadable() {
        ObjectNode entry = (ObjectNode) Json.tree(golden("change-set"));
        entry.set("trace", JSON.objectNode().put("traceparent", "x\ny"));
        ChangeSet read = Json.readTolerant(entry.toString(), ChangeSet.class);
        assertNull(read.traceparent());
        assertEquals(41, read.revision());
    }
}
