package dev.noticeboard.localstack.roles;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One allowing statement of a role's policy, with its resources' ARNs resolved.
 *
 * @param sid its id
 * @param actions by name
 * @param resources patterns of ARNs
 * @param leadingKeys patterns of {@code dynamodb:LeadingKeys}, all of a request's keys within them; empty for no such condition
 * @param equals other condition keys and the values that they must have
 */
record Statement(
        String sid,
        List<String> actions,
        List<String> resources,
        List<String> leadingKeys,
        Map<String, List<String>> equals) {

    /** The smallest part that could be taken away. */
    record Grant(String sid, String action, String resource, String leadingKey) {
        @Override
        public String toString() {
            return action + " on " + resource + (leadingKey.isEmpty() ? "" : " within " + leadingKey) + " (statement "
                    + sid + ")";
        }
    }

    /** All that it grants. */
    List<Grant> grants() {
        List<String> keys = leadingKeys.isEmpty() ? List.of("") : leadingKeys;
        return actions.stream()
                .flatMap(a -> resources.stream().flatMap(r -> keys.stream().map(k -> new Grant(sid, a, r, k))))
                .toList();
    }

    /** What of it a call needs; empty if it does not allow the call. */
    Optional<List<Grant>> allows(AwsCall call) {
        Optional<String> resource =
                resources.stream().filter(r -> matches(r, call.resource())).findFirst();
        boolean allows = actions.contains(call.action())
                && equals.entrySet().stream()
                        .allMatch(e -> holds(e.getValue(), call.context().get(e.getKey())))
                && (leadingKeys.isEmpty() || call.leadingKeys().stream().allMatch(this::within));
        return resource.filter(r -> allows)
                .map(r -> grants().stream()
                        .filter(g ->
                                g.action().equals(call.action()) && g.resource().equals(r))
                        .filter(g -> g.leadingKey().isEmpty()
                                || call.leadingKeys().stream().anyMatch(key -> matches(g.leadingKey(), key)))
                        .toList());
    }

    private static boolean holds(Collection<String> allowed, String value) {
        return value != null && allowed.contains(value);
    }

    private boolean within(String key) {
        return leadingKeys.stream().anyMatch(pattern -> matches(pattern, key));
    }

    /** As IAM's {@code StringLike}: {@code *} stands for any text, {@code ?} for one character. */
    static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
