package dev.noticeboard.functions.api;

import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.IdempotencyKey;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.functions.store.WriteRequest;
import dev.noticeboard.functions.validate.Wishes;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands a write to the commit protocol and makes an answer of its outcome. Thread-safe. */
final class Writes {
    private static final String KEY_HEADER = "idempotency-key";
    /** Characters of an idempotency key: ample for a UUID with a prefix, far below the 2,048 bytes of a partition key. */
    private static final int KEY_CHARACTERS = 128;

    private final Committer committer;

    Writes(Committer committer) {
        this.committer = committer;
    }

    Answer commit(Call call, Namespace namespace, Wishes wishes, @Nullable String why) {
        Outcome outcome = committer.commit(new WriteRequest(
                namespace, wishes, why, call.principal(), key(call, namespace).orElse(null)));
        if (outcome instanceof Outcome.Done done) {
            return Answer.ok(done.answer());
        }
        throw problem(outcome);
    }

    private static ProblemException problem(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Problems.violations(refused.violations());
        }
        if (outcome instanceof Outcome.Conflict conflict) {
            return Problems.conflict(conflict);
        }
        if (outcome instanceof Outcome.Busy busy) {
            return Problems.busy(busy.cause());
        }
        return Problems.keyReused();
    }

    private static Optional<IdempotencyKey> key(Call call, Namespace namespace) {
        return call.header(KEY_HEADER).map(key -> {
            boolean visible = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (key.isEmpty() || key.length() > KEY_CHARACTERS || !visible) {
                throw Problems.invalidRequest(Violation.of(
                        "Idempotency-Key",
                        "required",
                        "the header is not a key",
                        "Use 1 to " + KEY_CHARACTERS + " visible ASCII characters, for example a UUID."));
            }
            return new IdempotencyKey(namespace, call.principal(), key, hash(call));
        });
    }

    private static String hash(Call call) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            // Lengths before the parts: no two requests run together into the same bytes.
            for (String part :
                    new String[] {call.method(), call.path(), new TreeMap<>(call.query()).toString(), call.body()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
