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

    private Limits() {}
}
