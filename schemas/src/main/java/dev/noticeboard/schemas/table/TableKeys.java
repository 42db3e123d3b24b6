package dev.noticeboard.schemas.table;

import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;

/**
 * The keys of the one table (design, section 3). An item is the JSON form of its record, plus these keys, plus
 * {@link #TTL} where it expires.
 */
public final class TableKeys {
    /** The partition key's attribute. */
    public static final String PARTITION = "pk";
    /** The sort key's attribute. */
    public static final String SORT = "sk";
    /** The attribute of DynamoDB's time to live: whole seconds since 1970. */
    public static final String TTL = "ttl";

    /** The index of parameters with policies, by the time of what happens next. */
    public static final String DUE_INDEX = "due";
    /** The index's partition key's attribute, of which {@link #DUE_INDEX} is the one value. */
    public static final String DUE = "due";
    /** The value of {@link #DUE} of rollouts that somebody has to look at. */
    public static final String ROLLOUTS_DUE = "rollouts";
    /** The index's sort key's attribute: whole seconds since 1970. */
    public static final String DUE_AT = "dueAt";

    /** Sorts after every zero-padded version, so a query of a history backwards begins with it. */
    public static final String LABELS = "labels";
    /** Sorts after every zero-padded revision, so a query of the log ends with it. */
    public static final String HEAD = "head";
    /** The sort key of an idempotency token. */
    public static final String TOKEN = "token";
    /** The partition that lists the namespaces. */
    public static final String NAMESPACES = "namespaces";
    /** Begins the sort key of a parameter. */
    public static final String PARAMETER = "param#";
    /** Begins the sort key of a bound schema. */
    public static final String SCHEMA = "schema#";
    /** Begins the partition key of a change log. */
    public static final String LOG = "log#";

    /** Begins the partition key of a namespace's rollouts. */
    public static final String ROLLOUTS = "rollout#";

    /** Begins the partition key of a history. */
    public static final String HISTORY = "history#";

    /** The partition of head and change log. */
    public static String log(Namespace namespace) {
        return LOG + namespace.text();
    }

    /** The partition of parameters and schemas. */
    public static String namespace(Namespace namespace) {
        return "ns#" + namespace.text();
    }

    /** The partition of a parameter's versions. */
    public static String history(ParameterName name) {
        return HISTORY + name.namespace().text() + "#" + name.text();
    }

    /** The partition of a namespace's rollouts, by id. */
    public static String rollouts(Namespace namespace) {
        return ROLLOUTS + namespace.text();
    }

    /** The partition of the frozen cohorts of a rollout. */
    public static String cohorts(Namespace namespace, String rollout) {
        return "cohort#" + namespace.text() + "#" + rollout;
    }

    /** The partition of a namespace's leases. */
    public static String fleet(Namespace namespace) {
        return "fleet#" + namespace.text();
    }

    /** The partition of the last reports of a namespace's agents. */
    public static String reports(Namespace namespace) {
        return "reports#" + namespace.text();
    }

    /** The partition of an idempotency token, by namespace, caller and key. */
    public static String token(Namespace namespace, String principal, String key) {
        return "token#" + namespace.text() + "#" + principal + "#" + key;
    }

    /** A revision or version as a sort key: 19 digits, as many as a long has, so that text order is number order. */
    public static String padded(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a revision or version: " + number);
        }
        String digits = Long.toString(number);
        return "0".repeat(19 - digits.length()) + digits;
    }

    /** The sort key of a parameter. */
    public static String parameter(ParameterName name) {
        return PARAMETER + name.text();
    }

    /** The sort key of a bound schema. */
    public static String schema(String prefix) {
        return SCHEMA + prefix;
    }

    private TableKeys() {}
}
