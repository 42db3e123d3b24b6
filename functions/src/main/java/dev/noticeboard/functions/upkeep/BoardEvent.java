package dev.noticeboard.functions.upkeep;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import java.time.Instant;

/**
 * Something that a policy did, or is about to do. Never holds a parameter's value.
 *
 * @param id the same for the same thing told again, e.g. {@code /billing/prod/db/url@7/expiring}
 * @param kind what it is about
 * @param namespace where
 * @param name of which parameter
 * @param version of which version of it
 * @param at when it was due
 * @param text for people
 */
public record BoardEvent(
        String id, Kind kind, Namespace namespace, ParameterName name, long version, Instant at, String text) {

    /** What events tell. */
    public enum Kind {
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

        /** The kind in words. */
        public String title() {
            return title;
        }
    }

    /** An event of a version of a parameter. */
    public static BoardEvent of(Kind kind, ParameterName name, long version, Instant at, String text) {
        return new BoardEvent(
                name + "@" + version + "/" + kind.text(), kind, name.namespace(), name, version, at, text);
    }
}
