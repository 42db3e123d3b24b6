package dev.noticeboard.schemas.name;

/** Every bound on what the board accepts, in one place, each with its source. */
public final class Limits {
    /** Levels of a name. Source: SSM Parameter Store, "maximum hierarchy of fifteen levels". */
    public static final int NAME_LEVELS = 15;

    /**
     * Characters of a name. Source: SSM Parameter Store's maximum; with the {@code param#} before it, it also stays
     * under DynamoDB's 1,024 bytes of a sort key.
     */
    public static final int NAME_CHARACTERS = 1011;

    /** UTF-8 bytes of a value: 64 KiB. Design, section 1; a 1 MiB change set then still fits one transaction. */
    public static final int VALUE_BYTES = 64 * 1024;

    /**
     * Changes of a change set. Source: DynamoDB's 100 actions of a transaction: two for each change, and head, log
     * item, idempotency token and the namespace's entry in the list of namespaces.
     */
    public static final int CHANGES = 48;

    /** Changes of a rollout: one less, since its start, roll-back and end write the rollout's item too, and say so in the log. */
    public static final int ROLLOUT_CHANGES = CHANGES - 1;

    /** Open rollouts of a namespace. Our choice: agents hold the candidates of all, and each may have a change set's bytes. */
    public static final int ROLLOUTS = 10;

    /** Strategies stored in a namespace: they stand in the head, which every poll reads, so they stay few. */
    public static final int STRATEGIES = 10;

    /** UTF-8 bytes of a namespace's strategies as JSON: with them the head stays under two read units. */
    public static final int STRATEGIES_BYTES = 4096;

    /** UTF-8 bytes of the values of one change set: 1 MiB. Source: DynamoDB's 4 MB of a transaction, each value twice. */
    public static final int CHANGE_SET_BYTES = 1024 * 1024;

    /**
     * UTF-8 bytes of values that a log item and a notice carry inline: 200 KiB. Source: 256 KiB of an SNS message and
     * 400 KB of a DynamoDB item, less names and framing.
     */
    public static final int INLINE_BYTES = 200 * 1024;

    /** Bytes of an SNS message: 256 KiB (SNS's limit for a message with its attributes). */
    public static final int NOTICE_BYTES = 256 * 1024;

    /** Bytes of a request's body: 4 MiB holds a full change set with its JSON escapes; API Gateway's own limit is 10 MB. */
    public static final int BODY_BYTES = 4 * 1024 * 1024;

    /** UTF-8 bytes of a bound JSON Schema: 64 KiB, as a value. */
    public static final int SCHEMA_BYTES = 64 * 1024;

    /** Schemas bound in one namespace: their prefixes stand in the head, which every poll reads, so they stay few. */
    public static final int SCHEMAS = 50;

    /** Characters of the reason given with a change set: git's customary paragraph, not a document. */
    public static final int WHY_CHARACTERS = 1024;

    /** Characters of a label. Source: SSM Parameter Store, "Labeling a parameter version". */
    public static final int LABEL_CHARACTERS = 100;

    /** Labels of one version. Source: SSM Parameter Store's maximum. */
    public static final int LABELS = 10;

    /**
     * Labels of one parameter: 1,000, as many as Parameter Store's 100 versions of 10 labels. At 100 characters each they
     * stay under a third of DynamoDB's 400 KB of an item.
     */
    public static final int LABELS_OF_PARAMETER = 1000;

    /** Characters of a description. Source: SSM {@code PutParameter}. */
    public static final int DESCRIPTION_CHARACTERS = 1024;

    /** Characters of an allowed pattern. Source: SSM {@code PutParameter}. */
    public static final int PATTERN_CHARACTERS = 1024;

    /** Tags of a parameter. Source: AWS resource tags, as those of the next two. */
    public static final int TAGS = 50;

    /** Characters of a tag's key. */
    public static final int TAG_KEY_CHARACTERS = 128;

    /** Characters of a tag's value. */
    public static final int TAG_VALUE_CHARACTERS = 256;

    /** Names read at once. Source: DynamoDB's 100 keys of a {@code BatchGetItem}. */
    public static final int NAMES = 100;

    /** Parameters of a page. Our choice: a thousand small ones stay within one DynamoDB page of 1 MB. */
    public static final int PAGE_PARAMETERS = 1000;

    /** Bytes of JSON of a page: 4 MiB, so that with one item more it stays under the 6 MB of a Lambda's answer. */
    public static final long PAGE_BYTES = 4L * 1024 * 1024;

    /** Seconds that a read of the change feed may wait. Under API Gateway's 29 s, as SQS's long poll. */
    public static final int WAIT_SECONDS = 20;

    /** Violations that one answer lists. Our choice: some 500 bytes each stay far under a Lambda's answer. */
    public static final int VIOLATIONS = 1000;

    private Limits() {}
}
