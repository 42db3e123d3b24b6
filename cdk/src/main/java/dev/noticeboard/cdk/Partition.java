package dev.noticeboard.cdk;

/** The kinds of partitions of the table (design, section 3), as patterns of {@code dynamodb:LeadingKeys}. */
enum Partition {
    PARAMETERS("ns#*"),
    LOG("log#*"),
    HISTORY("history#*"),
    ROLLOUTS("rollout#*"),
    COHORTS("cohort#*"),
    FLEET("fleet#*"),
    REPORTS("reports#*"),
    TOKENS("token#*"),
    NAMESPACES("namespaces"),
    /** Of the index: parameters whose policies are due. */
    DUE("due"),
    /** Of the index: rollouts that somebody has to look at. */
    DUE_ROLLOUTS("rollouts");

    private final String pattern;

    Partition(String pattern) {
        this.pattern = pattern;
    }

    String pattern() {
        return pattern;
    }
}
