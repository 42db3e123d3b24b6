package dev.noticeboard.bench.reliability;

import dev.noticeboard.bench.reliability.History.Result;
import dev.noticeboard.bench.reliability.Operation.Kind;
import dev.noticeboard.bench.reliability.Operation.Outcome;
import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.localstack.chaos.Ledger;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One of several clients that read and write the same few parameters through the API that fails, one request after the other, and enters all into the
 * history. For one thread.
 */
final class BoardClient implements Runnable {
    /** The parameters that all clients fight for. */
    static final List<String> NAMES = IntStream.range(0, 5)
            .mapToObj(i -> Ledger.NAMESPACE + "/group-" + i % 2 + "/p" + i)
            .toList();

    /** The kinds of requests, as they are counted. */
    static final String READ = "consistent read";

    /** Of a patient client for each write. An impatient one goes away after the first, as one that crashes does. */
    private static final int TRIES = 4;

    private static final int MISSING = 404;
    private static final int CONFLICT = 409;
    private static final int BUSY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final long LONGEST_PAUSE_NANOS = 40_000_000;

    private final String name;
    private final BoardApi api;
    private final History history;
    private final Random random;
    private final int tries;
    private final AtomicBoolean done;
    private final Map<String, Belief> beliefs = new HashMap<>();
    private int number;

    /** What a parameter had when this client last knew. */
    private record Belief(long version, @Nullable String value) {}

    /** The last answer, and whether a try without one may have had an effect. */
    private record Answered(@Nullable Reply<CommitAnswer> reply, boolean maybe) {}

    BoardClient(String name, BoardApi api, History history, Random random, boolean patient, AtomicBoolean done) {
        this.name = name;
        this.api = api;
        this.history = history;
        this.random = random;
        this.tries = patient ? TRIES : 1;
        this.done = done;
    }

    @Override
    public void run() {
        while (!done.get()) {
            step();
            LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE_NANOS));
        }
    }

    private void step() {
        String id = name + "-" + ++number;
        int kind = random.nextInt(100);
        if (kind < 45) {
            read(id, any());
        } else if (kind < 60) {
            write(Wish.put(id, List.of(any())));
        } else if (kind < 78) {
            String parameter = any();
            // Mostly of a version that may still be there; now and then of one that is long gone.
            if (!beliefs.containsKey(parameter) || random.nextInt(4) > 0) {
                read(id + "r", parameter);
            }
            Belief belief = beliefs.get(parameter);
            if (belief != null) {
                write(Wish.swap(id, parameter, belief.version(), belief.value(), random.nextInt(8) == 0));
            }
        } else if (kind < 84) {
            write(Wish.delete(id, any()));
        } else if (kind < 97) {
            int from = random.nextInt(NAMES.size() - 1);
            write(Wish.put(id, NAMES.subList(from, from + 2 + random.nextInt(NAMES.size() - from - 1))));
        } else if (kind < 99) {
            write(Wish.guarded(id, random.nextInt(1_000_000_000)));
        } else {
            write(Wish.large(id, NAMES));
        }
    }

    private String any() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private void read(String id, String parameter) {
        long invoked = System.nanoTime();
        Reply<Parameter> reply;
        try {
            reply = api.get(new ParameterName(parameter));
        } catch (ApiUnreachableException e) {
            history.count(READ, Result.UNKNOWN);
            return;
        }
        long returned = System.nanoTime();
        if (reply instanceof Reply.Accepted<Parameter> found) {
            Parameter p = found.value();
            String token = Wish.token(p.value());
            history.add(
                    new Operation(id, Kind.READ, parameter, null, token, invoked, returned, Outcome.DONE, p.version()));
            history.count(READ, Result.ACKNOWLEDGED);
            beliefs.put(parameter, new Belief(p.version(), token));
        } else {
            Reply.Refused<Parameter> refused = (Reply.Refused<Parameter>) reply;
            if (refused.status() == MISSING && refused.problem() != null) {
                history.add(new Operation(id, Kind.READ, parameter, null, null, invoked, returned, Outcome.DONE, 0));
                history.count(READ, Result.ACKNOWLEDGED);
                beliefs.put(parameter, new Belief(0, null));
            } else {
                history.count(READ, refused(id, refused) ? Result.REFUSED : Result.UNKNOWN);
            }
        }
    }

    private void write(Wish wish) {
        history.begun(new History.Request(wish.id(), wish.changes()));
        long invoked = System.nanoTime();
        Answered answered = send(wish);
        long returned = System.nanoTime();
        Result result = Result.UNKNOWN;
        if (answered.reply() instanceof Reply.Accepted<CommitAnswer> accepted) {
            result = Result.ACKNOWLEDGED;
            acknowledged(wish, accepted.value(), invoked, returned);
        } else if (answered.reply() instanceof Reply.Refused<CommitAnswer> refused) {
            if (refused.status() == CONFLICT && refused.problem() != null) {
                result = Result.CONFLICT;
                history.add(wish.operation(wish.first(), invoked, returned, Outcome.CONFLICT, 0));
                beliefs.remove(wish.first());
            } else if (refused(wish.id(), refused) && !answered.maybe()) {
                result = Result.REFUSED;
            }
        }
        if (result == Result.UNKNOWN) {
            wish.changes()
                    .keySet()
                    .forEach(p -> history.add(wish.operation(p, invoked, Operation.NEVER, Outcome.UNKNOWN, 0)));
            beliefs.keySet().removeAll(wish.changes().keySet());
        }
        if (result != Result.ACKNOWLEDGED) {
            history.ended(new History.Ending(wish.id(), result, 0, ""));
        }
        history.count(wish.what(), result);
    }

    private void acknowledged(Wish wish, CommitAnswer answer, long invoked, long returned) {
        String changeSet = answer.changed() ? String.valueOf(answer.changeSet()) : "";
        history.ended(new History.Ending(
                wish.id(), Result.ACKNOWLEDGED, answer.changed() ? answer.revision() : 0, changeSet));
        for (CommitAnswer.Version v : answer.parameters()) {
            String parameter = v.name().text();
            if (answer.changed()) {
                history.add(wish.operation(parameter, invoked, returned, Outcome.DONE, v.version()));
                String value = Wish.token(wish.changes().get(parameter));
                beliefs.put(parameter, new Belief(value == null ? 0 : v.version(), value));
            } else {
                // Only a deletion of what is not there changes nothing: it is as good as a read of it.
                history.add(
                        new Operation(wish.id(), Kind.READ, parameter, null, null, invoked, returned, Outcome.DONE, 0));
            }
        }
        if (random.nextInt(10) == 0) {
            repeat(wish, answer);
        }
    }

    /** The same request again, with the same key: it must be answered as before, and make no second revision. */
    private void repeat(Wish wish, CommitAnswer before) {
        if (send(wish).reply() instanceof Reply.Accepted<CommitAnswer> again) {
            history.repeated();
            if (again.value().revision() != before.revision()
                    || !again.value().parameters().equals(before.parameters())) {
                history.fault(wish.id() + ": a repetition was answered with revision "
                        + again.value().revision() + " instead of " + before.revision());
            }
        }
    }

    /** Sends a write with one key until an answer holds, a few times at most. */
    private Answered send(Wish wish) {
        boolean maybe = false;
        Reply<CommitAnswer> reply = null;
        for (int i = 0; i < tries; i++) {
            try {
                reply = api.commit(wish.write(), wish.id());
            } catch (ApiUnreachableException e) {
                reply = null;
                maybe = true;
                continue;
            }
            if (!(reply instanceof Reply.Refused<CommitAnswer> refused)
                    || (refused.status() == CONFLICT && refused.problem() != null)) {
                return new Answered(reply, maybe);
            }
            maybe |= !refused(wish.id(), refused);
            LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE_NANOS));
        }
        return new Answered(reply, maybe);
    }

    /** Whether an answer says that nothing was done; an answer that nobody should get is a fault of its own. */
    private boolean refused(String id, Reply.Refused<?> refused) {
        Problem problem = refused.problem();
        if (refused.status() == BUSY) {
            return true;
        }
        if (problem == null) {
            return false;
        }
        if (problem.title().equals("busy")) {
            return true;
        }
        if (refused.status() < SERVER_ERRORS) {
            history.fault(id + " was answered " + refused.status() + ": " + problem.detail());
        }
        return false;
    }
}
