package dev.noticeboard.functions.fleet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a lease. Sessions of a role come and go while its hosts stay, so of an assumed role only the role counts.
 *
 * <p>Source of the forms: IAM User Guide, "IAM identifiers" and "AWS global condition context keys, aws:PrincipalArn".
 */
final class Identity {
    private static final Pattern ASSUMED_ROLE =
            Pattern.compile("(arn:[a-z0-9-]+):sts::([0-9]{12}):assumed-role/([^/]+)(/.*)?");
    private static final Pattern USER = Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]{12}:(user|role)/.+");

    /** The identity of a caller. */
    static String of(String principal) {
        Matcher m = ASSUMED_ROLE.matcher(principal);
        return m.matches() ? m.group(1) + ":sts::" + m.group(2) + ":assumed-role/" + m.group(3) : principal;
    }

    /**
     * What {@code aws:PrincipalArn} may be when this identity receives; empty if the identity is none of IAM's. A role's path
     * stands in its own ARN but not in that of its sessions, hence two forms.
     */
    static List<String> receivers(String identity) {
        Matcher m = ASSUMED_ROLE.matcher(identity);
        if (m.matches()) {
            String roles = m.group(1) + ":iam::" + m.group(2) + ":role/";
            return List.of(roles + m.group(3), roles + "*/" + m.group(3));
        }
        return USER.matcher(identity).matches() ? List.of(identity) : List.of();
    }

    private Identity() {}
}
