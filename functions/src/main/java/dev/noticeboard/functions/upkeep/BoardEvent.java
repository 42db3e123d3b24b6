package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.board.Rollout;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that the world outside is told. Never holds a parameter's value. */
public sealed interface BoardEvent {
    /** The same for the same thing told again. */
    String id();

    /** What it is, in words: the event's {@code detail-type}. */
    String title();

    /** For people and for the log. */
    String text();

    /** What a consumer gets, in the order in which it is written. */
    Map<String, Object> detail();

    /**
     * Something that a policy did, or is about to do.
     *
     * @param id e.g. {@code /billing/prod/db/url@7/expiring}
     * @param kind what it is about
     * @param namespace where
     * @param name of which parameter
     * @param version of which version of it
     * @param at when it was due
     * @param text for people
     */
    record OfParameter(
            String id, Kind kind, Namespace namespace, ParameterName name, long version, Instant at, String text)
            implements BoardEvent {
        @Override
        public String title() {
            return kind.title;
        }

        @Override
        public Map<String, Object> detail() {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("id", id);
            detail.put("namespace", namespace.text());
            detail.put("name", name.text());
            detail.put("version", version);
            detail.put("at", at.toString());
            detail.put("text", text);
            return detail;
        }
    }

    /**
     * A transition of a rollout.
     *
     * @param namespace where
     * @param rollout its id
     * @param transition what it did
     */
    record OfRollout(Namespace namespace, String rollout, Rollout.Transition transition) implements BoardEvent {
        /** E.g. {@code 1f0c…@41}: a revision makes one transition of a rollout at most. */
        @Override
        public String id() {
            return rollout + "@" + transition.revision();
        }

        @Override
        public String title() {
            return transition.paused()
                    ? "Rollout Paused"
                    : switch (transition.state()) {
                        case ADVANCING -> "Rollout Advancing";
                        case BAKING -> "Rollout Baking";
                        case COMPLETE -> "Rollout Complete";
                        case ROLLING_BACK -> "Rollout Rolling Back";
                        case ROLLED_BACK -> "Rollout Rolled Back";
                        case ABORTED -> "Rollout Aborted";
                    };
        }

        /** Without the reason: it may hold the words of a guard, which belong in no log. */
        @Override
        public String text() {
            return transition.state().label() + " at step " + transition.step() + " of " + namespace;
        }

        @Override
        public Map<String, Object> detail() {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("id", id());
            detail.put("namespace", namespace.text());
            detail.put("rollout", rollout);
            detail.put("revision", transition.revision());
            detail.put("at", transition.at().toString());
            detail.put("state", transition.state().label());
            detail.put("paused", transition.paused());
            detail.put("step", transition.step());
            detail.put("share", transition.share());
            detail.put("by", transition.by());
            detail.put("reason", transition.reason());
            if (transition.figures() != null) {
                detail.put("figures", transition.figures());
            }
            return detail;
        }
    }

    /** What events of policies tell. */
    enum Kind {
        /** A parameter was deleted because its time was up. */
        EXPIRED("expired", "Parameter Expired"),
        /** A parameter will be deleted at a time that the text names. */
        EXPIRING("expiring", "Parameter Expiring"),
        /** A parameter has not been changed for as long as its policy allows. */
        UNCHANGED("unchanged", "Parameter Unchanged"),
        /** A parameter should have been deleted, and rules forbid it. */
        EXPIRY_REFUSED("expiry-refused", "Parameter Expiry Refused");

        private final String text;
        private final String title;

        Kind(String text, String title) {
            this.text = text;
            this.title = title;
        }

        /** The last part of an event's id. */
        public String text() {
            return text;
        }
    }

    /** An event of a version of a parameter. */
    static BoardEvent of(Kind kind, ParameterName name, long version, Instant at, String text) {
        return new OfParameter(
                name + "@" + version + "/" + kind.text(), kind, name.namespace(), name, version, at, text);
    }
}
