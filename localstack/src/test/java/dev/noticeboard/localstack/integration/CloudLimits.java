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

    private static final Map<String, String> MOTO = new TreeMap<>(
            Map.of("ConcurrentWritersIT.put_whenSixtyFourWriteAtOnce_makesOneRevisionEach", TRANSACTIONS));

    /** By class and method. */
    static Map<String, String> of(CloudKind kind) {
        return kind == CloudKind.MOTO ? MOTO : Map.of();
    }

    /** Why a test is left out, if it is. */
    static Optional<String> why(CloudKind kind, Class<?> test, String method) {
        return Optional.ofNullable(of(kind).get(test.getSimpleName() + "." + method));
    }

    private CloudLimits() {}
}
