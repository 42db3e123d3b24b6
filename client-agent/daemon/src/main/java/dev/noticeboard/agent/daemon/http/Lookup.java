package dev.noticeboard.agent.daemon.http;

import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.sync.BoardReadException;
import dev.noticeboard.agent.sync.VersionReader;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds a parameter by name and selector. What is served comes from the snapshot; another version or a label from the
 * table, and then only for a parameter that is served at all. Thread-safe.
 */
final class Lookup {
    /**
     * Reads of the table at once. A dead table holds each for up to ten seconds; more of them must not take the threads from
     * those who ask for what is in the snapshot.
     */
    private static final int TABLE_READS = 8;

    /** Digits of a version: as many as 9,999,999,999,999,999 has; SSM keeps 100 versions, we as many as there are. */
    private static final int VERSION_DIGITS = 16;

    private final BoardView view;
    private final Semaphore tableReads = new Semaphore(TABLE_READS);

    Lookup(BoardView view) {
        this.view = view;
    }

    /**
     * Finds one.
     *
     * @param selector a version or a label; absent for what is served
     * @throws Refused if there is none, or it cannot be read now
     */
    Selected find(String name, @Nullable String selector) {
        ParameterAgent agent = view.agentOf(name);
        Value current = BoardView.snapshot(agent)
                .find(name)
                .orElseThrow(
                        () -> new Refused(Refused.Kind.NO_PARAMETER, "The agent serves no parameter " + name + "."));
        if (selector == null) {
            return Selected.of(current, null);
        }
        return isVersion(selector) ? version(agent, current, selector) : label(agent, current, selector);
    }

    private static boolean isVersion(String selector) {
        return !selector.isEmpty() && selector.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Selected version(ParameterAgent agent, Value current, String digits) {
        ParameterName name = current.name();
        if (digits.length() > VERSION_DIGITS || Long.parseLong(digits) < 1) {
            throw none("version " + digits, name);
        }
        long number = Long.parseLong(digits);
        if (number == current.version()) {
            return Selected.of(current, ":" + digits);
        }
        return read(agent, "version " + digits + " of " + name, r -> r.version(name, number))
                .flatMap(p -> Selected.of(p, ":" + digits))
                .orElseThrow(() -> none("version " + digits, name));
    }

    private Selected label(ParameterAgent agent, Value current, String label) {
        ParameterName name = current.name();
        Labels.check(label).ifPresent(v -> {
            throw new Refused(Refused.Kind.MALFORMED, v.line());
        });
        return read(agent, "label " + label + " of " + name, r -> r.label(name, label))
                .flatMap(p -> Selected.of(p, ":" + label))
                .orElseThrow(() -> none("label " + label, name));
    }

    private Optional<Parameter> read(
            ParameterAgent agent, String what, Function<VersionReader, Optional<Parameter>> question) {
        if (!tableReads.tryAcquire()) {
            throw new Refused(
                    Refused.Kind.BUSY,
                    TABLE_READS
                            + " reads of the table are under way. Ask again in a moment; what is served needs none.");
        }
        try {
            return question.apply(agent.versions());
        } catch (BoardReadException e) {
            throw new Refused(
                    Refused.Kind.UNAVAILABLE,
                    "The " + what + " is not served and cannot be read from the table now: " + e.getMessage()
                            + ". Without a selector the agent answers what it serves.");
        } finally {
            tableReads.release();
        }
    }

    private static Refused none(String what, ParameterName name) {
        return new Refused(
                Refused.Kind.NO_VERSION, "There is no " + what + " of " + name + ". Verify it, and ask again.");
    }
}
