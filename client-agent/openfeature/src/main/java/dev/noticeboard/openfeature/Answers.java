package dev.noticeboard.openfeature;

import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.Reason;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvaluation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What evaluations are to OpenFeature. Errors are answers, never thrown. Thread-safe. */
final class Answers {
    private static final String CACHED = dev.openfeature.sdk.Reason.CACHED.name();

    /** What static flags resolved to, by key; absent where nothing is kept. Objects are made anew: the SDK's can be altered. */
    private final @Nullable Map<String, Kept> kept;

    private record Kept(Evaluation.Resolved of, ImmutableMetadata metadata) {}

    /** @param cache see {@link ProviderOptions#cache} */
    Answers(boolean cache) {
        this.kept = cache ? new ConcurrentHashMap<>() : null;
    }

    <T> ProviderEvaluation<T> of(Evaluation evaluation, @Nullable T fallback, Kind<T> kind) {
        if (evaluation instanceof Evaluation.Resolved resolved) {
            return resolved(resolved, fallback, kind);
        }
        ImmutableMetadata metadata = metadata(evaluation.metadata());
        return evaluation instanceof Evaluation.Failed failed
                ? failed(fallback, ErrorCode.valueOf(failed.code().name()), failed.message(), metadata)
                : ProviderEvaluation.<T>builder()
                        .value(fallback)
                        .reason(evaluation.reason().name())
                        .flagMetadata(metadata)
                        .build();
    }

    private <T> ProviderEvaluation<T> resolved(Evaluation.Resolved resolved, @Nullable T fallback, Kind<T> kind) {
        Kept known = kept == null ? null : kept.get(resolved.key());
        boolean cached = known != null && known.of.equals(resolved);
        ImmutableMetadata metadata = known != null && cached ? known.metadata : metadata(resolved.metadata());
        T value = kind.of(resolved.value());
        if (value == null) {
            String why = kind.mismatch(resolved.key(), resolved.variant(), resolved.value());
            return failed(fallback, ErrorCode.TYPE_MISMATCH, why, metadata);
        }
        if (kept != null && !cached && resolved.reason() == Reason.STATIC) {
            kept.put(resolved.key(), new Kept(resolved, metadata));
        }
        return ProviderEvaluation.<T>builder()
                .value(value)
                .variant(resolved.variant())
                .reason(cached ? CACHED : resolved.reason().name())
                .flagMetadata(metadata)
                .build();
    }

    static <T> ProviderEvaluation<T> failed(
            @Nullable T fallback, ErrorCode code, @Nullable String why, ImmutableMetadata metadata) {
        return ProviderEvaluation.<T>builder()
                .value(fallback)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(why)
                .flagMetadata(metadata)
                .build();
    }

    private static ImmutableMetadata metadata(Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            return ImmutableMetadata.EMPTY;
        }
        ImmutableMetadata.ImmutableMetadataBuilder builder = ImmutableMetadata.builder();
        metadata.forEach((key, value) -> {
            if (value instanceof String text) {
                builder.addString(key, text);
            } else if (value instanceof Boolean yes) {
                builder.addBoolean(key, yes);
            } else if (value instanceof Long whole && whole == whole.intValue()) {
                builder.addInteger(key, whole.intValue());
            } else if (value instanceof Long whole) {
                builder.addLong(key, whole);
            } else if (value instanceof Double number) {
                builder.addDouble(key, number);
            }
        });
        return builder.build();
    }

    /** Forgets what it kept of flags that changed or are gone. */
    void forget(Iterable<String> keys) {
        if (kept != null) {
            keys.forEach(kept::remove);
        }
    }
}
