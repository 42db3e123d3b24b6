package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the text of a value means; decides how it is checked and what a JSON Schema sees. */
public enum DataType {
    /** Any text. */
    @JsonProperty("text")
    TEXT("text"),
    /** A JSON number without fraction or exponent. */
    @JsonProperty("integer")
    INTEGER("integer"),
    /** A JSON number (RFC 8259, section 6). */
    @JsonProperty("number")
    NUMBER("number"),
    /** {@code true} or {@code false}. */
    @JsonProperty("boolean")
    BOOLEAN("boolean"),
    /** A JSON text (RFC 8259). */
    @JsonProperty("json")
    JSON("json"),
    /** A JSON text that defines feature flags, in flagd's format. All of a namespace's form one set. */
    @JsonProperty("flags")
    FLAGS("flags");

    private final String label;

    DataType(String label) {
        this.label = label;
    }

    /** The word that stands in JSON and on the command line. */
    public String label() {
        return label;
    }
}
