package dev.noticeboard.localstack.chaos;

import dev.noticeboard.schemas.name.Namespace;
import java.util.Map;

/** What the namespace holds at each revision: what hosts serve is compared with it. Thread-safe. */
public interface Ledger {
    /** The namespace of all storms. */
    Namespace NAMESPACE = new Namespace("/chaos/it");

    /** The parameter that some hosts' guards watch; it is always written alone, and its values are whole numbers. */
    String GUARDED = NAMESPACE + "/guarded";

    /**
     * The values of all live parameters at a revision.
     *
     * @throws AssertionError if nobody wrote that revision
     */
    Map<String, String> at(long revision);
}
