package dev.noticeboard.schemas.flags;

/** The names of the ways in which {@code fractional} gives a subject its bucket. A document may record the one it was written for. */
public final class Bucketing {
    /** The field of a document's {@code metadata} that names it. */
    public static final String FIELD = "bucketing";

    /**
     * flagd's second: MurmurHash3 x86 32 bit, seed 0, over UTF-8; the bucket is {@code (unsigned(hash) * totalWeight) >>> 32}.
     * The only one there is, and what an absent name means.
     */
    public static final String FLAGD_V2 = "flagd-v2";

    private Bucketing() {}
}
