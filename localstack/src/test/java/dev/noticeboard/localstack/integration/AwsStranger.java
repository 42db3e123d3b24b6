package dev.noticeboard.localstack.integration;

import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.emulators.AwsClients;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Somebody else at the same endpoint, who tags nothing and cleans up after himself. */
final class AwsStranger implements AutoCloseable {
    private final AwsClients clients;
    private final Set<String> made = new HashSet<>();

    AwsStranger(AwsClients clients) {
        this.clients = clients;
    }

    /** A table, a queue and a topic of this name. */
    void make(String name) {
        made.add(name);
        clients.dynamoDb()
                .createTable(r -> r.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()));
        try (var waiter = clients.dynamoDb().waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(name));
        }
        clients.sqs().createQueue(r -> r.queueName(name));
        clients.sns().createTopic(r -> r.name(name));
    }

    /** What there is of this name, by kind. */
    Set<AwsRuns.Kind> present(String name) {
        Set<AwsRuns.Kind> kinds = new TreeSet<>();
        new AwsRuns(clients).named(name).filter(t -> t.name().equals(name)).forEach(t -> kinds.add(t.kind()));
        return kinds;
    }

    @Override
    public void close() {
        List<AwsRuns.Thing> all = made.stream()
                .flatMap(name ->
                        new AwsRuns(clients).named(name).filter(t -> t.name().equals(name)))
                .toList();
        for (AwsRuns.Thing thing : all) {
            switch (thing.kind()) {
                case TOPIC -> clients.sns().deleteTopic(r -> r.topicArn(thing.handle()));
                case QUEUE -> clients.sqs().deleteQueue(r -> r.queueUrl(thing.handle()));
                case TABLE -> clients.dynamoDb().deleteTable(r -> r.tableName(thing.handle()));
            }
        }
        clients.close();
    }
}
