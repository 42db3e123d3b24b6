package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The policies as files: what {@code docs/access.md} quotes, and the forms that make them sound. */
class PolicyFilesTest {
    private static final Pattern QUOTE =
            Pattern.compile("\\(\\.\\./examples/policies/([a-z-]+)\\.json\\)[^`]*```json\\n(.*?)```", Pattern.DOTALL);
    /** The method and the namespace by name; at most one wildcard, last, and after a slash or a colon. */
    private static final Pattern SOUND_ALLOW = Pattern.compile(
            Pattern.quote(Policies.STAGE_ARN) + "(GET|PUT|POST|DELETE)/namespaces/billing/prod/[a-z/]*([/:]\\*|\\*)?");

    @Test
    void quotes_whenComparedWithTheFiles_areIdentical() {
        Map<String, String> quoted = new TreeMap<>();
        Matcher m = QUOTE.matcher(Policies.document("docs/access.md"));
        while (m.find()) {
            quoted.put(m.group(1), m.group(2));
        }
        assertEquals(Policies.files(), quoted);
    }

    @Test
    void allow_whenRecommended_namesMethodAndNamespaceAndEndsInItsOnlyWildcard() {
        Policies.all().forEach((name, policy) -> {
            for (Policies.Statement statement : policy.Statement()) {
                if (statement.Effect().equals("Allow") && !name.equals(Policies.EVERYTHING)) {
                    for (String resource : statement.resources()) {
                        assertTrue(SOUND_ALLOW.matcher(resource).matches(), name + ": " + resource);
                        assertTrue(
                                !resource.endsWith("*")
                                        || List.of('/', ':').contains(resource.charAt(resource.length() - 2)),
                                name + ": " + resource);
                    }
                }
            }
        });
    }

    /** Source: IAM User Guide, "IAM and AWS STS quotas": 6,144 characters of a managed policy, white space not counted. */
    @Test
    void policy_whenMeasured_fitsAManagedPolicy() {
        Policies.files().forEach((name, text) -> {
            int length = text.replaceAll("\\s", "").length();
            assertTrue(length <= 6144, name + " has " + length);
        });
    }
}
