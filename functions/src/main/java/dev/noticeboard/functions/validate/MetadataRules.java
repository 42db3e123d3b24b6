package dev.noticeboard.functions.validate;

import com.google.re2j.PatternSyntaxException;
import dev.noticeboard.schemas.board.Metadata;
import dev.noticeboard.schemas.board.Policies;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.ValueText;
import dev.noticeboard.schemas.name.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be said about a value, and whether the value keeps to its allowed pattern. */
public final class MetadataRules {
    /** Our choice, so that no sum of times overflows: a hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** What is wrong with it whatever the value. */
    static List<Violation> check(Wish.Put put) {
        List<Violation> violations = new ArrayList<>();
        About about = put.about();
        text(put.field("description"), about.description(), Limits.DESCRIPTION_CHARACTERS, violations);
        text(put.field("allowedPattern"), about.allowedPattern(), Limits.PATTERN_CHARACTERS, violations);
        if (violations.isEmpty() && about.allowedPattern() != null) {
            pattern(put.field("allowedPattern"), about.allowedPattern(), violations);
        }
        tags(put.field("tags"), about.tags() == null ? Map.of() : about.tags(), violations);
        if (about.policies() != null) {
            policies(put.field("policies"), about.policies(), violations);
        }
        return violations;
    }

    private static void text(String field, @Nullable String text, int most, List<Violation> violations) {
        if (text == null) {
            return;
        }
        if (text.length() > most) {
            violations.add(Violation.of(
                    field,
                    "metadata-length",
                    "the text has " + text.length() + " characters",
                    "Use at most " + most + "."));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            violations.add(Violation.of(
                    field,
                    "metadata-characters",
                    "the text has half of a surrogate pair, which has no UTF-8 form",
                    "Send well-formed Unicode."));
        }
    }

    private static void pattern(String field, String pattern, List<Violation> violations) {
        try {
            Regexes.compile(pattern);
        } catch (PatternSyntaxException e) {
            violations.add(Violation.of(
                    field,
                    "pattern-grammar",
                    "the pattern is no regular expression of RE2's syntax, or too large with its repetitions written out",
                    "RE2 has no lookaround and no backreferences; see https://github.com/google/re2/wiki/Syntax."));
        }
    }

    private static void tags(String field, Map<String, String> tags, List<Violation> violations) {
        if (tags.size() > Limits.TAGS) {
            violations.add(Violation.of(
                    field, "tags-count", "there are " + tags.size() + " tags", "Use at most " + Limits.TAGS + "."));
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            String key = tag.getKey();
            if (key.isEmpty()
                    || key.length() > Limits.TAG_KEY_CHARACTERS
                    || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                violations.add(Violation.of(
                        field,
                        "tag-key",
                        "a tag's key is empty, too long, or begins with aws:",
                        "Use 1 to " + Limits.TAG_KEY_CHARACTERS + " characters."));
            }
            text(field, key, Limits.TAG_KEY_CHARACTERS, violations);
            // A record that Jackson made can hold null wherever the caller wrote null.
            if (tag.getValue() == null) {
                violations.add(Violation.of(field, "required", "a tag's value is null", "Send a string."));
            }
            text(field, tag.getValue(), Limits.TAG_VALUE_CHARACTERS, violations);
        }
    }

    private static void policies(String field, Policies policies, List<Violation> violations) {
        if (policies.notifyBeforeExpiry() != null && policies.expiresAt() == null) {
            violations.add(Violation.of(
                    field + ".notifyBeforeExpiry",
                    "policy-incomplete",
                    "there is no expiry to tell of",
                    "Give expiresAt as well, or leave it out."));
        }
        if (policies.expiresAt() != null && policies.expiresAt().isAfter(LATEST)) {
            violations.add(Violation.of(
                    field + ".expiresAt", "policy-time", "the time is after " + LATEST, "Give an earlier one."));
        }
        duration(field + ".notifyBeforeExpiry", policies.notifyBeforeExpiry(), violations);
        duration(field + ".notifyUnchangedAfter", policies.notifyUnchangedAfter(), violations);
    }

    private static void duration(String field, @Nullable Duration duration, List<Violation> violations) {
        if (duration != null && (duration.toSeconds() < 1 || duration.compareTo(LONGEST) > 0)) {
            violations.add(Violation.of(
                    field,
                    "policy-time",
                    "the duration is shorter than a second or longer than " + LONGEST.toDays() + " days",
                    "Write an ISO 8601 duration such as P15D or PT12H."));
        }
    }

    /** What is wrong with a value, or its policies, under what is said about it by now. */
    public static List<Violation> check(Wish.Put put, Metadata metadata, Instant now) {
        List<Violation> violations = new ArrayList<>();
        String pattern = metadata.allowedPattern();
        if (pattern != null && !Regexes.compile(pattern).matcher(put.value()).find()) {
            violations.add(Violation.of(
                    put.field("value"),
                    "allowed-pattern",
                    "the value does not match the parameter's allowed pattern " + pattern,
                    "Change the value, or the pattern."));
        }
        Policies policies = put.about().policies();
        if (policies != null
                && policies.expiresAt() != null
                && !policies.expiresAt().isAfter(now)) {
            violations.add(Violation.of(
                    put.field("policies.expiresAt"),
                    "policy-past",
                    "the time has passed",
                    "Give a time in the future, or delete the parameter."));
        }
        return violations;
    }

    /** The bytes of UTF-8 that it takes beside the value. */
    public static long bytes(Metadata metadata) {
        long bytes = 0;
        for (Map.Entry<String, String> tag : metadata.tags().entrySet()) {
            bytes += ValueText.utf8Length(tag.getKey()) + ValueText.utf8Length(tag.getValue());
        }
        for (String text : new String[] {metadata.description(), metadata.allowedPattern()}) {
            bytes += text == null ? 0 : ValueText.utf8Length(text);
        }
        return bytes;
    }

    private MetadataRules() {}
}
