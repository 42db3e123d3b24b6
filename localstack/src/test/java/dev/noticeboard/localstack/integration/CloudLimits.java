package dev.noticeboard.localstack.integration;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a stranger's emulator cannot do, test by test: these tests are left out against it, aloud. docs/emulators.md lists
 * them with the same words, which a test holds.
 */
final class CloudLimits {
    /** moto 5.2.1 copies the table for each part of a transaction, and puts the copy back when a condition fails. */
    private static final String TRANSACTIONS =
            "a transaction that fails there puts the table back as it was before it, with the writes that others made meanwhile";

    /** Seen once, on a busy machine: worth another try on a calm one. */
    private static final String A_HUNDRED_AGENTS =
            "its hundred agents were not served in time there: steps bake for two seconds, and one process answers all long polls and reports";

    private static final String RESTORES =
            "it copies the table for each part of a transaction, so the restore of 62 parameters takes longer than a write may";

    private static final Map<String, String> MOTO = new TreeMap<>(Map.of(
            "OperationsIT.restore_whenOfARevision_bringsAllOfItBackInMarkedParts",
            RESTORES,
            "ConcurrentWritersIT.put_whenSixtyFourWriteAtOnce_makesOneRevisionEach",
            TRANSACTIONS,
            "RolloutIT",
            A_HUNDRED_AGENTS));

    /** By class, or class and method. */
    static Map<String, String> of(CloudKind kind) {
        return kind == CloudKind.MOTO ? MOTO : Map.of();
    }

    /** Why a class or a test of it is left out, if it is. */
    static Optional<String> why(CloudKind kind, String test) {
        return Optional.ofNullable(of(kind).get(test));
    }

    private CloudLimits() {}
}
