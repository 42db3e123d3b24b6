package dev.noticeboard.functions.store;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.SchemaRules;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests and committers for tests. */
public final class Fixtures {
    public static final Namespace NS = new Namespace("/billing/prod");
    public static final CommitSettings SETTINGS =
            new CommitSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofHours(24));
    public static final String POOL_SIZE = "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000}";

    private Fixtures() {}

    public static ParameterName name(String path) {
        return new ParameterName(NS.nameAt(path));
    }

    public static Committer committer(BoardStore store, ManualTime time, long seed) {
        return new Committer(store, new SchemaRules(), ChangeValidator.none(), SETTINGS, time, time, new Random(seed));
    }

    public static Wish put(String path, String value) {
        return new Wish.Put("", name(path), value, null, null, About.KEEP, null);
    }

    public static Wish put(String path, String value, DataType dataType) {
        return new Wish.Put("", name(path), value, null, dataType, About.KEEP, null);
    }

    public static Wish putOver(String path, String value, long expectedVersion) {
        return new Wish.Put("", name(path), value, null, null, About.KEEP, expectedVersion);
    }

    public static Wish delete(String path) {
        return new Wish.Delete("", name(path), null);
    }

    public static Wish bind(String prefix, String schema) {
        return new Wish.Bind("", new Prefix(NS, prefix), false, schema, false, null);
    }

    public static WriteRequest request(Wish... wishes) {
        return request(null, wishes);
    }

    public static WriteRequest request(@Nullable IdempotencyKey key, Wish... wishes) {
        return new WriteRequest(NS, new Wishes(List.of(wishes), List.of()), null, "tester", key);
    }

    public static IdempotencyKey key(String key, String hash) {
        return new IdempotencyKey(NS, "tester", key, hash);
    }

    public static CommitAnswer done(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.answer();
        }
        throw new AssertionError("expected a commit: " + outcome);
    }

    /** A rollout as any store reads it for a commit. */
    public static Optional<Rollout> rollout(BoardStore store, Namespace namespace, String id) {
        StateQuery query = new StateQuery(
                namespace, Set.of(), Set.of(), Set.of(), Set.of(id), Set.of(), false, false, null, null, 0);
        return Optional.ofNullable(store.read(query).rollouts().get(id));
    }

    /** What must be there. */
    public static <T> T present(@Nullable T it) {
        return Objects.requireNonNull(it);
    }
}
