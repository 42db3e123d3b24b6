package dev.noticeboard.cli;

import dev.noticeboard.schemas.board.Policies;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code put} about what is said beside a value. What is not given stays as the parameter has it. */
final class MetadataOptions {
    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for; '' removes it.")
    @Nullable String description;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag; may be given several times. The tags given replace all that it has.")
    private @Nullable List<String> tags;

    @Option(names = "--no-tags", description = "Remove all tags.")
    private boolean noTags;

    @Option(
            names = "--allowed-pattern",
            paramLabel = "RE2",
            description = "A regular expression that its values must contain a match of; '' removes it.")
    @Nullable String allowedPattern;

    @Option(
            names = "--expires-at",
            paramLabel = "TIME",
            converter = Time.class,
            description = {
                "When it is deleted, for example 2027-01-31T12:00:00Z.",
                "This option and the next two replace all policies that it has."
            })
    private @Nullable Instant expiresAt;

    @Option(
            names = "--notify-before-expiry",
            paramLabel = "DURATION",
            converter = Period.class,
            description = "How long before that an event tells of it, for example P7D or PT12H.")
    private @Nullable Duration notifyBeforeExpiry;

    @Option(
            names = "--notify-unchanged-after",
            paramLabel = "DURATION",
            converter = Period.class,
            description = "After how long without a new version an event tells of it, for example P90D.")
    private @Nullable Duration notifyUnchangedAfter;

    @Option(names = "--no-policies", description = "Remove all policies.")
    private boolean noPolicies;

    /** The tags to be set; absent to leave them. */
    @Nullable Map<String, String> tags(BoardCommand command) {
        if (tags == null) {
            return noTags ? Map.of() : null;
        }
        if (noTags) {
            throw command.usage("--tag and --no-tags contradict each other; give one of them.");
        }
        Map<String, String> set = new LinkedHashMap<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw command.usage("Invalid value for option '--tag': write KEY=VALUE.");
            }
            if (set.put(tag.substring(0, equals), tag.substring(equals + 1)) != null) {
                throw command.usage("Invalid value for option '--tag': a key is given twice.");
            }
        }
        return set;
    }

    /** The policies to be set; absent to leave them. */
    @Nullable Policies policies(BoardCommand command) {
        Policies policies = new Policies(expiresAt, notifyBeforeExpiry, notifyUnchangedAfter);
        if (policies.none()) {
            return noPolicies ? policies : null;
        }
        if (noPolicies) {
            throw command.usage("--no-policies contradicts the other options about policies; give one or the other.");
        }
        if (notifyBeforeExpiry != null && expiresAt == null) {
            throw command.usage("--notify-before-expiry needs --expires-at.");
        }
        return policies;
    }

    /** A point in time, RFC 3339. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException("write a time with its offset, such as 2027-01-31T12:00:00Z");
            }
        }
    }

    /** A duration, ISO 8601, more than zero. */
    static final class Period implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.parse(text);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (DateTimeException e) {
                // Said below.
            }
            throw new TypeConversionException("write a duration more than zero, such as P7D or PT12H");
        }
    }
}
