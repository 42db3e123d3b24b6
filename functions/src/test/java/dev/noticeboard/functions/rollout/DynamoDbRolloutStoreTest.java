package dev.noticeboard.functions.rollout;

import static dev.noticeboard.functions.rollout.Rollouts.START;
import static dev.noticeboard.functions.store.Fixtures.present;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.noticeboard.functions.DynamoDbLocal;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.store.DynamoDbDocuments;
import dev.noticeboard.functions.store.DynamoDbRolloutItems;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB keeps the store's promises. */
class DynamoDbRolloutStoreTest extends RolloutStoreContract {
    private final String table = DynamoDbLocal.newTable();

    @Override
    RolloutStore newStore() {
        return new DynamoDbRolloutStore(DynamoDbLocal.client(), table, Duration.ofDays(90));
    }

    @Override
    void save(Rollout rollout) {
        DynamoDbDocuments.table(DynamoDbLocal.client(), table).putItem(DynamoDbRolloutItems.item(rollout));
    }

    private List<Map<String, AttributeValue>> items() {
        return DynamoDbLocal.client().scan(r -> r.tableName(table)).items();
    }

    @Test
    void rollout_whenItsEndWasTold_expiresWithTheLogAndSoDoesAllThatGoesWithIt() {
        RolloutStore store = newStore();
        Rollout started = Rollouts.started("a", Rollouts.steps(100));
        save(started);
        store.freeze(started, "c1", List.of("h"), START);
        store.told(started, started.revision());
        assertFalse(items().stream()
                .anyMatch(i -> i.containsKey(TableKeys.TTL)
                        && Long.parseLong(present(i.get(TableKeys.TTL)).n())
                                < START.plus(Duration.ofDays(399)).getEpochSecond()));
        Rollout aborted = Rollouts.after(started, new Move.Abort("no"), START.plusSeconds(5));
        save(aborted);
        store.told(aborted, aborted.revision());
        long end = START.plusSeconds(5).plus(Duration.ofDays(90)).getEpochSecond();
        assertEquals(
                Set.of(
                        "rollout#/billing/prod a " + end,
                        "cohort#/billing/prod#a told " + end,
                        "cohort#/billing/prod#a c1#" + TableKeys.padded(0) + " " + end),
                items().stream()
                        .map(i -> present(i.get(TableKeys.PARTITION)).s() + " "
                                + present(i.get(TableKeys.SORT)).s() + " "
                                + present(i.get(TableKeys.TTL)).n())
                        .collect(Collectors.toSet()));
    }
}
