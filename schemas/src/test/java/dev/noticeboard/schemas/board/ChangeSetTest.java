package dev.noticeboard.schemas.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The written form of what the board holds and sends. */
class ChangeSetTest {
    private static final ParameterName NAME = new ParameterName("/a/b/c");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private static ChangeSet changeSet(Change... changes) {
        return new ChangeSet(new Namespace("/a/b"), "epoch", 7, "id", AT, "arn:me", null, true, 1500, List.of(changes));
    }

    @Property
    void json_whenReadBack_isTheSameWhateverTheValue(@ForAll String value) {
        ChangeSet before = changeSet(
                new Change.Put(NAME, 3, ParameterType.STRING, DataType.TEXT, value),
                new Change.Delete(new ParameterName("/a/b/d"), 2),
                new Change.BindSchema("/a/b"),
                new Change.RemoveSchema("/a/b/x"));
        assertEquals(before, Json.readTolerant(Json.write(before), ChangeSet.class));
        assertEquals(before, Json.fromMap(Json.toMap(before), ChangeSet.class));
        Notice notice = Notice.inline(before);
        assertEquals(notice, Json.readTolerant(Json.write(notice), Notice.class));
    }

    @Test
    void json_whenWritten_hasTheNamesOfTheDesign() {
        assertEquals(
                "{\"namespace\":\"/a/b\",\"epoch\":\"epoch\",\"revision\":7,\"id\":\"id\","
                        + "\"at\":\"2026-01-02T03:04:05Z\",\"by\":\"arn:me\",\"inline\":true,\"spreadMillis\":1500,"
                        + "\"changes\":[{\"kind\":\"put\",\"name\":\"/a/b/c\",\"version\":3,\"type\":\"StringList\","
                        + "\"dataType\":\"text\",\"value\":\"x,y\"}]}",
                Json.write(changeSet(new Change.Put(NAME, 3, ParameterType.STRING_LIST, DataType.TEXT, "x,y"))));
    }

    @Test
    void json_whenAChangeIsOfALaterKind_isReadAsOther() {
        String text = Json.write(changeSet(new Change.Delete(NAME, 2))).replace("\"delete\"", "\"start-rollout\"");
        Change change = Json.readTolerant(text, ChangeSet.class).changes().get(0);
        assertEquals(
                "start-rollout", assertInstanceOf(Change.Other.class, change).kind());
    }

    @Test
    void inlineNotice_whenMade_carriesTheChangeSetAndItsSpread() {
        Notice notice = Notice.inline(changeSet(new Change.Delete(NAME, 2)));
        assertEquals(7, notice.revision());
        assertEquals(1500, notice.spreadMillis());
        assertEquals(
                Duration.ofMillis(1500), changeSet(new Change.Delete(NAME, 2)).spread());
        assertNull(Notice.byReference(new Namespace("/"), "e", 2, 0).changeSet());
    }

    @Test
    void toString_whenThereIsAValue_doesNotShowIt() {
        var put = new Change.Put(NAME, 3, ParameterType.STRING, DataType.TEXT, "SECRET");
        var parameter = new Parameter(NAME, 3, 7, ParameterType.STRING, DataType.TEXT, "SECRET", AT, "me");
        var request = PutRequest.of("SECRET", null, null, null, null);
        var set =
                new ChangeSetRequest(List.of(ChangeSetRequest.Item.put("/a/b/c", "SECRET", DataType.TEXT)), "because");
        for (Object o : List.of(put, parameter, request, set, changeSet(put), Notice.inline(changeSet(put)))) {
            assertFalse(o.toString().contains("SECRET"), o.getClass().getSimpleName());
        }
    }

    @Test
    void tombstone_whenThereIsNoValue_isTold() {
        var gone = new Parameter(NAME, 3, 7, ParameterType.STRING, DataType.TEXT, null, AT, "me");
        assertTrue(gone.tombstone());
        assertTrue(Problem.Winner.of(gone).deleted());
        assertTrue(gone.toString().contains("deleted"));
    }
}
