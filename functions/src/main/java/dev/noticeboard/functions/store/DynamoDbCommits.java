package dev.noticeboard.functions.store;

import dev.noticeboard.functions.store.BoardStore.CommitResult;
import dev.noticeboard.schemas.board.BoundSchema;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.board.Head;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.NamedVersion;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.table.TableKeys;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes a {@link Commit} as one {@code TransactWriteItems}. The actions are at most DynamoDB's 100: two for each of 48
 * changes, and the head, the log's entry, the idempotency token and the namespace's entry; with rollouts the planner counts them. Thread-safe.
 */
final class DynamoDbCommits {
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EnhancedDocument> table;
    private final Duration logRetention;

    DynamoDbCommits(DynamoDbEnhancedClient client, DynamoDbTable<EnhancedDocument> table, Duration logRetention) {
        this.client = client;
        this.table = table;
        this.logRetention = logRetention;
    }

    CommitResult commit(Commit commit) {
        TransactWriteItemsEnhancedRequest request = new Actions(commit).request();
        return DynamoDbFaults.committing(() -> client.transactWriteItems(request));
    }

    /** The condition that no answer is kept that still holds. */
    static Expression forgotten(long now) {
        return Expression.builder()
                .expression("attribute_not_exists(#pk) OR #expiresAt <= :now")
                .putExpressionName("#pk", TableKeys.PARTITION)
                .putExpressionName("#expiresAt", "expiresAt")
                .putExpressionValue(":now", DynamoDbDocuments.number(now))
                .build();
    }

    /** An idempotency token's item. */
    static EnhancedDocument token(IdempotencyKey key, StoredAnswer answer) {
        return DynamoDbDocuments.expiring(
                TableKeys.token(key.namespace(), key.principal(), key.key()),
                TableKeys.TOKEN,
                answer,
                answer.expiresAt());
    }

    /** An entry of the list of namespaces. */
    static EnhancedDocument namespaceEntry(Namespace namespace) {
        return DynamoDbDocuments.item(TableKeys.NAMESPACES, namespace.text(), Map.of("namespace", namespace.text()));
    }

    /** Gathers the actions of one transaction. */
    private final class Actions {
        private final TransactWriteItemsEnhancedRequest.Builder request;
        private final Commit commit;
        private final Namespace namespace;

        Actions(Commit commit) {
            this.commit = commit;
            this.namespace = commit.after().namespace();
            this.request = TransactWriteItemsEnhancedRequest.builder().clientRequestToken(commit.requestToken());
        }

        TransactWriteItemsEnhancedRequest request() {
            head();
            log();
            commit.writes().forEach(this::write);
            commit.kept().forEach(this::keep);
            commit.labelWrites().forEach(this::label);
            commit.labelsKept().forEach(this::keepLabels);
            commit.held().forEach(this::hold);
            commit.rollouts().forEach(this::rollout);
            commit.marks().forEach(this::mark);
            commit.bound().forEach(this::bind);
            commit.unbound().forEach(this::unbind);
            if (commit.key() != null && commit.stored() != null) {
                long now = commit.changeSet().at().getEpochSecond();
                put(token(commit.key(), commit.stored()), forgotten(now));
            }
            return request.build();
        }

        private void head() {
            Head before = commit.before();
            put(
                    DynamoDbDocuments.item(TableKeys.log(namespace), TableKeys.HEAD, commit.after()),
                    before == null ? DynamoDbDocuments.absent() : still(before));
            if (before == null) {
                request.addPutItem(table, namespaceEntry(namespace));
            }
        }

        private Expression still(Head before) {
            return Expression.builder()
                    .expression("#epoch = :epoch AND #revision = :revision")
                    .putExpressionName("#epoch", "epoch")
                    .putExpressionName("#revision", "revision")
                    .putExpressionValue(":epoch", AttributeValue.fromS(before.epoch()))
                    .putExpressionValue(":revision", DynamoDbDocuments.number(before.revision()))
                    .build();
        }

        private void log() {
            ChangeSet entry = commit.changeSet();
            put(
                    DynamoDbDocuments.expiring(
                            TableKeys.log(namespace),
                            TableKeys.padded(entry.revision()),
                            entry,
                            entry.at().plus(logRetention).getEpochSecond()),
                    DynamoDbDocuments.absent());
        }

        private void write(Commit.Write write) {
            Parameter p = write.parameter();
            put(current(p), version(write.replaces()));
            Parameter v = write.version();
            if (v != null) {
                put(version(v), DynamoDbDocuments.absent());
            }
        }

        private void mark(Parameter v) {
            put(version(v), DynamoDbDocuments.present());
        }

        private static EnhancedDocument version(Parameter v) {
            return DynamoDbDocuments.item(TableKeys.history(v.name()), TableKeys.padded(v.version()), v);
        }

        private void rollout(Commit.RolloutWrite write) {
            put(DynamoDbRolloutItems.item(write.rollout()), revision(write.replaces()));
        }

        /** With its place in the index of what is due, if it has policies. */
        private EnhancedDocument current(Parameter p) {
            EnhancedDocument item =
                    DynamoDbDocuments.item(TableKeys.namespace(namespace), TableKeys.parameter(p.name()), p);
            return DueTimes.first(p)
                    .map(at -> item.toBuilder()
                            .putString(TableKeys.DUE, TableKeys.DUE_INDEX)
                            .putNumber(TableKeys.DUE_AT, at.getEpochSecond())
                            .build())
                    .orElse(item);
        }

        private void label(Commit.LabelWrite write) {
            put(
                    DynamoDbDocuments.item(TableKeys.history(write.labels().name()), TableKeys.LABELS, write.labels()),
                    revision(write.replaces()));
        }

        private void keepLabels(Labels labels) {
            check(TableKeys.history(labels.name()), TableKeys.LABELS, revision(labels.revision()));
        }

        private void hold(NamedVersion held) {
            check(TableKeys.history(held.name()), TableKeys.padded(held.version()), DynamoDbDocuments.present());
        }

        private Expression revision(long revision) {
            return revision == 0 ? DynamoDbDocuments.absent() : DynamoDbDocuments.equal("revision", revision);
        }

        private void check(String partition, String sort, Expression condition) {
            request.addConditionCheck(
                    table,
                    check -> check.key(DynamoDbDocuments.key(partition, sort)).conditionExpression(condition));
        }

        private void keep(Commit.Kept kept) {
            check(TableKeys.namespace(namespace), TableKeys.parameter(kept.name()), version(kept.version()));
        }

        private Expression version(long version) {
            return version == 0
                    ? DynamoDbDocuments.absentOrZero("version")
                    : DynamoDbDocuments.equal("version", version);
        }

        private void bind(BoundSchema schema) {
            request.addPutItem(
                    table,
                    DynamoDbDocuments.item(TableKeys.namespace(namespace), TableKeys.schema(schema.prefix()), schema));
        }

        private void unbind(String prefix) {
            request.addDeleteItem(
                    table,
                    TransactDeleteItemEnhancedRequest.builder()
                            .key(DynamoDbDocuments.key(TableKeys.namespace(namespace), TableKeys.schema(prefix)))
                            .build());
        }

        private void put(EnhancedDocument item, Expression condition) {
            request.addPutItem(
                    table,
                    TransactPutItemEnhancedRequest.builder(EnhancedDocument.class)
                            .item(item)
                            .conditionExpression(condition)
                            .build());
        }
    }
}
