package dev.noticeboard.schemas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionDiffTest {
    private static final ParameterName NAME = new ParameterName("/a/b/c");
    private static final Instant AT = Instant.EPOCH;
    private static final Parameter PLAIN =
            new Parameter(NAME, 1, 1, ParameterType.STRING, DataType.TEXT, "1", AT, "me");
    private static final Parameter FULL = new Parameter(
            NAME,
            2,
            5,
            ParameterType.STRING_LIST,
            DataType.INTEGER,
            "2",
            AT,
            "me",
            "why",
            "words",
            Map.of("k", "v"),
            "^2$",
            new Policies(null, null, Duration.ofDays(1)));
    private static final Parameter GONE =
            new Parameter(NAME, 3, 6, ParameterType.STRING, DataType.TEXT, null, AT, "me");

    @Test
    void fields_whenEverythingDiffers_namesAllInOrder() {
        assertEquals(
                List.of("value", "type", "dataType", "description", "tags", "allowedPattern", "policies"),
                VersionDiff.of(NAME, PLAIN, FULL).fields());
    }

    @Test
    void fields_whenOneIsMissingOrDeleted_namesTheValue() {
        assertEquals(List.of("value"), VersionDiff.fields(null, PLAIN));
        assertEquals(List.of("value"), VersionDiff.fields(PLAIN, GONE));
        assertEquals(List.of(), VersionDiff.fields(GONE, null));
        assertEquals(List.of(), VersionDiff.fields(PLAIN, PLAIN));
    }

    @Test
    void records_whenWrittenAndRead_areTheSame() {
        HistoryPage page = new HistoryPage(NAME, List.of(new HistoryPage.Entry(FULL, List.of("stable"))), "t");
        assertEquals(page, Json.readStrict(Json.write(page), HistoryPage.class));
        VersionDiff.OfRevisions diff =
                new VersionDiff.OfRevisions(NAME.namespace(), 1, 2, List.of(VersionDiff.of(NAME, PLAIN, GONE)), null);
        assertEquals(diff, Json.readStrict(Json.write(diff), VersionDiff.OfRevisions.class));
        DryRun run = new DryRun(NAME.namespace(), 1, List.of(), List.of(), List.of(), 3);
        assertEquals(run, Json.readStrict(Json.write(run), DryRun.class));
    }
}
