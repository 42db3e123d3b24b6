package dev.noticeboard.bench.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one read of an agent has got from the table so far: a read is several calls, and one that is throttled is tried again by the SDK until its
 * time is up, while those before it have been answered. For one thread.
 */
final class Session {
    private record Answer(Object call, Object answer) {}

    private final List<Answer> answers = new ArrayList<>(4);
    /** Keys of a batch that were answered while others were throttled. */
    final Set<String> keys = new HashSet<>();

    private int next;
    /** When the call in progress was begun; less than 0 if none is. */
    long since = -1;
    /** How often it was throttled. */
    int tries;
    /** How often a batch left keys unprocessed. */
    int turns;
    /** Whether the read asked for consistent answers. */
    boolean consistent = true;

    /** Begins the read again from its first call. */
    void again() {
        next = 0;
    }

    /** The answer that the next call had already; absent if it is new, or another one than before. */
    Object known(Object call) {
        if (next < answers.size()) {
            Answer answer = answers.get(next);
            if (answer.call.equals(call)) {
                next++;
                return answer.answer;
            }
            answers.subList(next, answers.size()).clear();
        }
        return NONE;
    }

    /** Stands for no answer. */
    static final Object NONE = new Object();

    /** The call in progress is answered. */
    <T> T answered(Object call, T answer) {
        answers.add(new Answer(call, answer));
        next = answers.size();
        over();
        keys.clear();
        return answer;
    }

    /** The call in progress has ended; what it brought stays. */
    void over() {
        since = -1;
        tries = 0;
        turns = 0;
    }

    /** Whether nothing has been asked yet. */
    boolean fresh() {
        return answers.isEmpty() && since < 0;
    }
}
