package dev.noticeboard.cli.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.api.ChangeSetRequest;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How an import is cut into change sets. */
class ImportPlanTest {
    private static final Namespace SPACE = new Namespace("/a/b");

    private static ImportPlan plan(String unit, List<Integer> lengths) {
        List<ChangeSetRequest.Item> items = IntStream.range(0, lengths.size())
                .mapToObj(i -> ChangeSetRequest.Item.put("/a/b/p" + i, unit.repeat(lengths.get(i)), null))
                .toList();
        return new ImportPlan(Map.of(SPACE, items));
    }

    @Property(tries = 60)
    void batches_areInOrderCompleteAndWithinEveryLimit(
            @ForAll @Size(max = 200) List<@IntRange(max = Limits.VALUE_BYTES) Integer> lengths,
            @ForAll boolean escaped) {
        ImportPlan plan = plan(escaped ? "\u0001" : "x", lengths);
        List<ImportPlan.Batch> batches = plan.batches();

        assertEquals(
                plan.items().get(SPACE),
                batches.stream().flatMap(b -> b.items().stream()).toList());
        for (ImportPlan.Batch batch : batches) {
            int values = batch.items().stream()
                    .mapToInt(i -> bytes(String.valueOf(i.value())))
                    .sum();
            assertTrue(batch.items().size() <= Limits.CHANGES);
            assertTrue(values <= Limits.CHANGE_SET_BYTES);
            String why = "\u0001".repeat(Limits.WHY_CHARACTERS);
            assertTrue(bytes(Json.write(new ChangeSetRequest(batch.items(), why))) <= Limits.BODY_BYTES);
        }
    }

    @Test
    void batches_areAsFullAsTheyMayBe() {
        assertEquals(
                List.of(48, 48, 4),
                plan("x", Collections.nCopies(100, 1)).batches().stream()
                        .map(b -> b.items().size())
                        .toList());
        assertEquals(
                List.of(16, 1),
                plan("x", Collections.nCopies(17, Limits.VALUE_BYTES)).batches().stream()
                        .map(b -> b.items().size())
                        .toList());
    }

    @Test
    void batches_whenJsonEscapesTheValues_fitTheBody() {
        assertEquals(
                List.of(10, 10),
                plan("\u0001", Collections.nCopies(20, Limits.VALUE_BYTES)).batches().stream()
                        .map(b -> b.items().size())
                        .toList());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
