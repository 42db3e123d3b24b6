package dev.noticeboard.schemas.board;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The types that Parameter Store knows. */
public enum ParameterType {
    @JsonProperty("String")
    STRING("String"),
    /** Values with commas between them. */
    @JsonProperty("StringList")
    STRING_LIST("StringList"),
    /** Refused on write until values are encrypted. */
    @JsonProperty("SecureString")
    SECURE_STRING("SecureString");

    private final String label;

    ParameterType(String label) {
        this.label = label;
    }

    /** The word that stands in JSON and on the command line. */
    public String label() {
        return label;
    }
}
