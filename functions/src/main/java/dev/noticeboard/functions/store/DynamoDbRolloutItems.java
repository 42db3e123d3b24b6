package dev.noticeboard.functions.store;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.board.Rollout.Transition;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/**
 * A rollout's item, as a commit writes it: with a place in the index of what is due, under {@link TableKeys#ROLLOUTS_DUE}, since its newest transition is
 * yet to be told. What the world was told of is an item of its own, which a commit cannot overwrite.
 */
public final class DynamoDbRolloutItems {

    /** The item of a rollout after a transition. */
    public static EnhancedDocument item(Rollout rollout) {
        return DynamoDbDocuments.item(TableKeys.rollouts(rollout.namespace()), rollout.id(), rollout).toBuilder()
                .putString(TableKeys.DUE, TableKeys.ROLLOUTS_DUE)
                .putNumber(TableKeys.DUE_AT, newest(rollout).getEpochSecond())
                .build();
    }

    /** When its newest transition was. */
    public static Instant newest(Rollout rollout) {
        return rollout.newest().map(Transition::at).orElse(rollout.startedAt());
    }

    private DynamoDbRolloutItems() {}
}
