package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.name;

import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.board.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that the upkeep has to do with. */
final class Upkept {
    private Upkept() {}

    static Wish put(String path, String value, Policies policies) {
        return new Wish.Put("", name(path), value, null, null, new About(null, Map.of(), null, policies), null);
    }

    static Policies expiring(Instant at, @Nullable Duration before) {
        return new Policies(at, before, null);
    }

    static Policies unchanged(Duration after) {
        return new Policies(null, null, after);
    }

    static Wish label(String path, String label, @Nullable Long version) {
        return new Wish.Label("", name(path), label, version, null);
    }

    static Wish settings(@Nullable Integer versions, @Nullable Integer days, @Nullable String validator) {
        return new Wish.Configure("", new Settings(false, versions, days, validator), null);
    }

    static CommitAnswer write(Committer committer, Wish... wishes) {
        return Fixtures.done(committer.commit(Fixtures.request(wishes)));
    }
}
