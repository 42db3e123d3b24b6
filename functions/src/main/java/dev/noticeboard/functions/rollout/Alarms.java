package dev.noticeboard.functions.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Asks how CloudWatch alarms are. Thread-safe. */
@FunctionalInterface
public interface Alarms {
    /** How an alarm is. */
    enum State {
        /** What it watches is in order. */
        OK,
        /** What it watches is not in order. */
        ALARM,
        /** It has too little to go by, as before the first request of a day: no reason to stop. */
        INSUFFICIENT_DATA,
        /** There is none of this name. */
        MISSING,
        /** It could not be asked. */
        UNKNOWN
    }

    /**
     * The states of alarms; never throws.
     *
     * @param names of metric or composite alarms, up to 100
     * @return one for each name
     */
    Map<String, State> states(Collection<String> names);

    /** Where there are no alarms to ask: all are unknown, so that a rollout that names one does not advance unwatched. */
    static Alarms none() {
        return Alarms::unknown;
    }

    /** That nothing is known of these. */
    static Map<String, State> unknown(Collection<String> names) {
        Map<String, State> states = new HashMap<>();
        names.forEach(name -> states.put(name, State.UNKNOWN));
        return states;
    }
}
