package dev.noticeboard.bench.propagation;

/** How a change reaches those that wait for it. */
enum Way {
    /** Written, read from the table's stream, published, received. */
    PUSH("push"),
    /** As push, and published once more straight after the write. */
    URGENT("urgent push"),
    /** Written, and found by who looks for it from time to time. */
    POLL("poll");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
