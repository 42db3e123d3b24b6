package dev.noticeboard.functions.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Alarms as a test sets them; all others are in order. */
final class FakeAlarms implements Alarms {
    private final Map<String, State> states = new HashMap<>();

    void set(String name, State state) {
        states.put(name, state);
    }

    @Override
    public Map<String, State> states(Collection<String> names) {
        Map<String, State> answer = new HashMap<>();
        names.forEach(name -> answer.put(name, states.getOrDefault(name, State.OK)));
        return answer;
    }
}
