package dev.noticeboard.localstack.bootstrap;

import dev.noticeboard.localstack.emulators.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What runs made and left, found by name and tag, and taken away. Nothing that lacks the tag is ever deleted, whatever its
 * name. Thread-safe.
 */
public final class AwsRuns {
    private static final Duration TABLE_SETTLES = Duration.ofMinutes(2);
    /** How DynamoDB Local refuses to list a table's tags; it takes them in CreateTable, and drops them. */
    private static final String NO_TAGS = "Tagging is not currently supported";
    /** SQS's longest page of a list. */
    private static final int LIST_PAGE = 1000;

    /** Kinds of things, in the order in which they are taken away: what delivers, what is delivered to, what is read. */
    public enum Kind {
        /** An SNS topic, its subscriptions with it. */
        TOPIC,
        /** An SQS queue. */
        QUEUE,
        /** A DynamoDB table, its stream with it. */
        TABLE
    }

    /**
     * A table, a queue or a topic.
     *
     * @param handle what AWS deletes it by: a table's name, a queue's URL, a topic's ARN
     * @param run the id in its tag, null if it has none
     * @param taggable false for a table at an endpoint that has no tags for tables, as DynamoDB Local
     */
    public record Thing(
            Kind kind, String name, String handle, @Nullable String run, boolean taggable) {
        /** Whether it is a run's: tagged, and named after its tag. */
        public boolean ofARun() {
            try {
                return run != null && new RunTag(run).covers(name);
            } catch (IllegalArgumentException anotherTag) {
                return false;
            }
        }
    }

    private final AwsClients clients;

    /** Over these clients, which stay the caller's. */
    public AwsRuns(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Everything of any run whose name begins so.
     *
     * @param namePrefix the empty text looks at the tags of all tables, queues and topics there are: a call for each
     */
    public List<Thing> list(String namePrefix) {
        return named(namePrefix).filter(Thing::ofARun).toList();
    }

    /** Everything of this run. */
    public List<Thing> of(RunTag run) {
        return list(run.run()).stream().filter(t -> run.run().equals(t.run())).toList();
    }

    /** What has a name of this run and another's tag or none: to make it would be to find a stranger's. */
    public List<Thing> strangers(RunTag run) {
        return named(run.run())
                .filter(t -> t.taggable() && run.covers(t.name()) && !run.run().equals(t.run()))
                .toList();
    }

    /**
     * Takes away everything of this run.
     *
     * @param told of each thing, after it is gone
     * @return what was taken away
     */
    public List<Thing> remove(RunTag run, Consumer<Thing> told) {
        return remove(of(run), told);
    }

    /** Takes away what this run made under one name: the name itself, and names that go on after it with a hyphen or an underscore. */
    public List<Thing> removeBelow(RunTag run, String name) {
        return remove(
                list(name).stream()
                        .filter(t -> run.run().equals(t.run()))
                        .filter(t -> RunTag.begins(name, t.name()))
                        .toList(),
                thing -> {});
    }

    private List<Thing> remove(List<Thing> things, Consumer<Thing> told) {
        things.forEach(t -> {
            delete(t);
            told.accept(t);
        });
        return things;
    }

    /** Whatever has a name that begins so, whoever made it. */
    public Stream<Thing> named(String prefix) {
        return Stream.of(topics(prefix), queues(prefix), tables(prefix)).flatMap(List::stream);
    }

    private List<Thing> topics(String prefix) {
        List<Thing> found = new ArrayList<>();
        clients.sns().listTopicsPaginator().topics().forEach(topic -> {
            String arn = topic.topicArn();
            String name = arn.substring(arn.lastIndexOf(':') + 1);
            if (name.startsWith(prefix)) {
                topicTags(arn)
                        .ifPresent(tags -> found.add(new Thing(Kind.TOPIC, name, arn, tags.get(RunTag.KEY), true)));
            }
        });
        return found;
    }

    private Optional<Map<String, String>> topicTags(String arn) {
        try {
            return Optional.of(clients.sns().listTagsForResource(r -> r.resourceArn(arn)).tags().stream()
                    .collect(Collectors.toMap(t -> t.key(), t -> t.value())));
        } catch (software.amazon.awssdk.services.sns.model.ResourceNotFoundException | NotFoundException gone) {
            return Optional.empty();
        }
    }

    private List<Thing> queues(String prefix) {
        List<Thing> found = new ArrayList<>();
        clients.sqs()
                .listQueuesPaginator(
                        r -> r.queueNamePrefix(prefix.isEmpty() ? null : prefix).maxResults(LIST_PAGE))
                .queueUrls()
                .forEach(url -> {
                    try {
                        String run = clients.sqs()
                                .listQueueTags(r -> r.queueUrl(url))
                                .tags()
                                .get(RunTag.KEY);
                        found.add(new Thing(Kind.QUEUE, url.substring(url.lastIndexOf('/') + 1), url, run, true));
                    } catch (QueueDoesNotExistException gone) {
                        // SQS lists a deleted queue for up to a minute.
                    }
                });
        return found;
    }

    private List<Thing> tables(String prefix) {
        List<Thing> found = new ArrayList<>();
        clients.dynamoDb().listTablesPaginator().tableNames().forEach(name -> {
            if (name.startsWith(prefix)) {
                try {
                    found.add(new Thing(Kind.TABLE, name, name, tableRun(name), true));
                } catch (ResourceNotFoundException gone) {
                    // Deleted since it was listed.
                } catch (DynamoDbException e) {
                    if (!String.valueOf(e.getMessage()).contains(NO_TAGS)) {
                        throw e;
                    }
                    found.add(new Thing(Kind.TABLE, name, name, null, false));
                }
            }
        });
        return found;
    }

    private @Nullable String tableRun(String name) {
        String arn =
                clients.dynamoDb().describeTable(r -> r.tableName(name)).table().tableArn();
        @Nullable String token = null;
        do {
            String from = token;
            var page = clients.dynamoDb()
                    .listTagsOfResource(r -> r.resourceArn(arn).nextToken(from));
            for (var tag : page.tags()) {
                if (tag.key().equals(RunTag.KEY)) {
                    return tag.value();
                }
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return null;
    }

    private void delete(Thing thing) {
        switch (thing.kind()) {
            case TOPIC -> clients.sns().deleteTopic(r -> r.topicArn(thing.handle()));
            case QUEUE -> {
                try {
                    clients.sqs().deleteQueue(r -> r.queueUrl(thing.handle()));
                } catch (QueueDoesNotExistException gone) {
                    // As wished.
                }
            }
            case TABLE -> deleteTable(thing.handle());
        }
    }

    /** A table that is still being made or changed cannot be deleted yet. */
    private void deleteTable(String name) {
        try {
            clients.dynamoDb().deleteTable(r -> r.tableName(name));
        } catch (ResourceInUseException busy) {
            try (var waiter = clients.dynamoDb().waiter()) {
                waiter.waitUntilTableExists(r -> r.tableName(name), o -> o.waitTimeout(TABLE_SETTLES));
            }
            clients.dynamoDb().deleteTable(r -> r.tableName(name));
        } catch (ResourceNotFoundException gone) {
            // As wished.
        }
    }
}
