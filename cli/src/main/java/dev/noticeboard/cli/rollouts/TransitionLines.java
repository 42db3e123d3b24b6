package dev.noticeboard.cli.rollouts;

import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints a line for each transition of a rollout, as text or as JSON.
 *
 * @param terminal where
 */
public record TransitionLines(Terminal terminal) implements RolloutFollower.Listener {
    @Override
    public void transition(Rollout rollout, Rollout.Transition transition) {
        if (!terminal.json()) {
            terminal.line(Printable.oneLine(RolloutText.transition(rollout, transition)));
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("namespace", rollout.namespace().text());
        line.put("rollout", rollout.id());
        line.putAll(Json.toMap(transition));
        terminal.jsonLine(line);
    }

    @Override
    public void look(Rollout rollout) {
        // Nothing has happened.
    }

    @Override
    public void remark(String text) {
        terminal.remark(text);
    }
}
