package dev.noticeboard.functions.upkeep;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.delete;
import static dev.noticeboard.functions.store.Fixtures.name;
import static dev.noticeboard.functions.upkeep.Upkept.label;
import static dev.noticeboard.functions.upkeep.Upkept.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.moves.Move;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.upkeep.HistoryKeeper.Kept;
import dev.noticeboard.functions.validate.About;
import dev.noticeboard.functions.validate.Wish;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the settings do not keep is dropped, except the newest and the labelled. */
class HistoryKeeperTest {
    private final ManualTime time = new ManualTime();
    private final FakeBoardStore board = new FakeBoardStore();
    private final UpkeepStore upkeep = new FakeUpkeepStore(board);
    private final Committer committer = Fixtures.committer(board, time, 1);

    private void write(Wish... wishes) {
        Upkept.write(committer, wishes);
    }

    private void versions(String path, int count) {
        for (int i = 1; i <= count; i++) {
            write(Fixtures.put(path, "v" + i));
        }
    }

    private Kept run(UpkeepStore store) {
        return new HistoryKeeper(store, board, time).run();
    }

    private Kept run() {
        return run(upkeep);
    }

    private List<Long> history(String path) {
        return board.history(name(path), Long.MAX_VALUE, 1000, Long.MAX_VALUE).versions().stream()
                .map(Parameter::version)
                .toList();
    }

    @Test
    void settings_whenNeverSet_keepEverything() {
        versions("a", 5);
        time.pause(Duration.ofDays(10_000));
        assertEquals(new Kept(0, 0, 0, true), run());
        assertEquals(5, history("a").size());
    }

    @Test
    void keepVersions_whenThereAreMore_dropsTheOldestButLabelled() {
        versions("a", 6);
        versions("b", 2);
        write(label("a", "prod", 2L), settings(2, null, null));
        assertEquals(new Kept(3, 0, 0, true), run());
        assertEquals(List.of(6L, 5L, 2L), history("a"));
        assertEquals(List.of(2L, 1L), history("b"));
        assertEquals(new Kept(0, 0, 0, true), run());
    }

    /** Design, section 5: what is stable, and what is a candidate, is needed however few versions are kept. */
    @Test
    void keepVersions_whileARolloutIsOpenAndAfterItsRollBack_keepsWhatIsStable() {
        versions("a", 3);
        write(settings(1, null, null));
        Wish start = new Wish.Start("", "canary-1-10-100", null);
        String id = Objects.requireNonNull(
                Upkept.write(committer, start, Fixtures.put("a", "candidate")).changeSet());
        assertEquals(2, run().dropped());
        assertEquals(List.of(4L, 3L), history("a"));
        Rollout open = Objects.requireNonNull(board.rollouts(Fixtures.NS).get(id));
        write(new Wish.MoveRollout("", open, new Move.Abort("no")));
        assertEquals(0, run().dropped());
        write(Fixtures.put("a", "v5"));
        assertEquals(2, run().dropped(), "the old one, and the one that was withdrawn");
        assertEquals(List.of(5L), history("a"));
    }

    @Test
    void keepDays_whenSupersededForLess_keepsIt() {
        versions("a", 1);
        time.pause(Duration.ofDays(30));
        versions("a", 1);
        write(Fixtures.put("a", "other"), delete("b"), settings(null, 10, null));
        time.pause(Duration.ofDays(10).minusSeconds(1));
        assertEquals(0, run().dropped());
        time.pause(Duration.ofSeconds(1));
        assertEquals(1, run().dropped());
        assertEquals(List.of(2L), history("a"));
    }

    @Test
    void bothRules_whenEitherKeeps_dropsWhatNeitherKeeps() {
        versions("a", 4);
        write(settings(2, 10, null));
        assertEquals(0, run().dropped(), "all are young");
        time.pause(Duration.ofDays(20));
        write(Fixtures.put("a", "v5"));
        assertEquals(3, run().dropped());
        assertEquals(List.of(5L, 4L), history("a"));
    }

    @Test
    void tombstone_whenNewest_isKept() {
        versions("a", 3);
        write(delete("a"), settings(1, null, null));
        assertEquals(3, run().dropped());
        assertEquals(List.of(4L), history("a"));
    }

    @Test
    void history_whenLongerThanAStep_isTrimmedToTheEnd() {
        versions("a", 350);
        write(settings(1, null, null), label("a", "old", 120L));
        assertEquals(348, run().dropped());
        assertEquals(List.of(350L, 120L), history("a"));
    }

    @Test
    void label_whenItMovesBetweenReadAndDrop_wins() {
        versions("a", 4);
        versions("b", 4);
        write(settings(1, null, null));
        UpkeepStore racing = new StaleIndex(upkeep, null) {
            @Override
            public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
                if (name.equals(name("a"))) {
                    write(label("a", "prod", 2L));
                }
                return super.drop(name, versions, labels);
            }
        };
        assertEquals(new Kept(3, 1, 0, true), run(racing));
        assertEquals(List.of(4L, 3L, 2L, 1L), history("a"));
        assertEquals(new Kept(2, 0, 0, true), run());
        assertEquals(List.of(4L, 2L), history("a"));
    }

    @Test
    void run_whenOneParameterFails_goesOnWithTheOthers() {
        versions("a", 3);
        versions("b", 3);
        write(settings(1, null, null));
        UpkeepStore failing = new StaleIndex(upkeep, null) {
            @Override
            public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
                if (name.equals(name("a"))) {
                    throw new IllegalStateException("injected");
                }
                return super.drop(name, versions, labels);
            }
        };
        assertEquals(new Kept(2, 0, 1, true), run(failing));
    }

    @Test
    void run_whenItsTimeIsUp_stopsAndEachDayAnotherNamespaceIsFirst() {
        Namespace other = new Namespace("/other/prod");
        for (Namespace n : List.of(NS, other)) {
            for (int i = 0; i < 3; i++) {
                Wish put = new Wish.Put("", new ParameterName(n.nameAt("a")), "v" + i, null, null, About.KEEP, null);
                Fixtures.done(committer.commit(new WriteRequest(
                        n, Wishes.all(List.of(put, settings(1, null, null)), null), null, "t", null)));
            }
        }
        Set<ParameterName> first = new HashSet<>();
        UpkeepStore slow = new StaleIndex(upkeep, null) {
            @Override
            public boolean drop(ParameterName name, Collection<Long> versions, Labels labels) {
                first.add(name);
                time.pause(Duration.ofMinutes(13));
                return super.drop(name, versions, labels);
            }
        };
        assertEquals(new Kept(2, 0, 0, false), run(slow));
        for (int day = 0; day < 2; day++) {
            run(slow);
            time.pause(Duration.ofDays(1));
            write(Fixtures.put("a", "again" + day));
            Wish put =
                    new Wish.Put("", new ParameterName(other.nameAt("a")), "again" + day, null, null, About.KEEP, null);
            Fixtures.done(committer.commit(new WriteRequest(other, Wishes.one(put, null), null, "t", null)));
        }
        assertEquals(2, first.size());
    }
}
