package dev.noticeboard.agent.daemon.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set, once: parsing, {@code --help} and the table in {@code docs/daemon.md} are made from it. Precedence:
 * flag, environment, file, default.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Kind holds constants and what tests against them
public enum Setting {
    CONFIG(
            "config",
            Section.PROCESS,
            Kind.path(),
            null,
            "The configuration file (YAML or JSON). Not in the file itself."),
    NAMESPACE(
            "namespaces",
            Section.PROCESS,
            Kind.matching("name", "one or two segments, such as /billing/prod", "/|(/[A-Za-z0-9_.-]+){1,2}")
                    .several(),
            null,
            "The namespaces to keep current. In the file each is a name, or a block with its name and settings of its own."),
    TABLE("table", Section.PROCESS, Kind.text(), "noticeboard", "The DynamoDB table."),
    REGION("region", Section.PROCESS, Kind.text(), null, "The AWS region. Without it: as the AWS SDK finds it."),
    ENDPOINT(
            "endpoint",
            Section.PROCESS,
            Kind.uri(),
            null,
            "The API's endpoint, for notices. Without it: polling only."),
    DYNAMODB_ENDPOINT("dynamodb-endpoint", Section.PROCESS, Kind.uri(), null, "Another DynamoDB than the region's."),
    SQS_ENDPOINT("sqs-endpoint", Section.PROCESS, Kind.uri(), null, "Another SQS than the region's."),
    AGENT_ID(
            "agent-id",
            Section.PROCESS,
            Kind.matching("name", "1 to 128 of A-Z a-z 0-9 _ . -", "(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,128}"),
            null,
            "The agent's name in the fleet. Without it: the host's name."),
    HOST_TAGS(
            "host-tags",
            Section.PROCESS,
            Kind.matching("tag", "name=value, at most 20 of them", "[^=]+=.*").several(),
            null,
            "Tags of the host, for rollouts, such as ring=canary."),
    DIRECTORY(
            "directory",
            Section.PROCESS,
            Kind.path(),
            null,
            "Where the last known good snapshots are kept, to start from without a network. One process at a time uses it."),
    POLL_INTERVAL(
            "poll-interval",
            Section.PROCESS,
            Kind.duration("100ms", "1d"),
            "60s",
            "The longest time between two polls."),
    CATCH_UP(
            "catch-up-on-start",
            Section.PROCESS,
            Kind.duration("0s", "10m"),
            "2s",
            "How long a start tries to catch up before it serves from disk."),
    START_TIMEOUT(
            "start-timeout",
            Section.PROCESS,
            Kind.duration("0s", "1h"),
            "30s",
            "How long a start with nothing on disk waits for its first read."),
    KEEP_LEASE(
            "keep-lease",
            Section.PROCESS,
            Kind.flag(),
            "false",
            "Keep lease and queue over a stop, for a start soon after. Otherwise a clean stop gives them back."),
    OVERRIDE_FILE(
            "override-file",
            Section.PROCESS,
            Kind.path(),
            null,
            "The operator's file of values that win over the board: .yaml, .yml, .json or .env."),
    HEALTH_URL(
            "health.url",
            Section.PROCESS,
            Kind.uri(),
            null,
            "A URL of the application that is asked whether it is well (200 to 299); reports tell the fleet. Without it: it is."),
    HEALTH_INTERVAL(
            "health.interval",
            Section.PROCESS,
            Kind.duration("1s", "1h"),
            "10s",
            "From one answer to the next question."),
    HEALTH_TIMEOUT(
            "health.timeout", Section.PROCESS, Kind.duration("100ms", "1m"), "2s", "How long an answer may take."),
    JSON("json", Section.PROCESS, Kind.flag(), "false", "Print one JSON object a line."),
    HTTP_ENABLED(
            "http.enabled",
            Section.PROCESS,
            Kind.flag(),
            "false",
            "Serve local HTTP. The Lambda extension always does."),
    HTTP_PORT("http.port", Section.PROCESS, Kind.integer(0, 65535), "2773", "Its port; 0 takes a free one."),
    HTTP_ADDRESS(
            "http.address",
            Section.PROCESS,
            Kind.text(),
            "127.0.0.1",
            "Its address; another than loopback needs a token."),
    HTTP_SOCKET("http.socket", Section.PROCESS, Kind.path(), null, "A Unix socket to serve on instead."),
    HTTP_TOKEN_FILE(
            "http.token-file",
            Section.PROCESS,
            Kind.path(),
            null,
            "The file that holds the token. Without it: http-token in the directory, made at the first start."),
    HTTP_MAX_CONNECTIONS(
            "http.max-connections",
            Section.PROCESS,
            Kind.integer(1, 10000),
            "800",
            "Connections at once; more get 429."),
    PREFIX(
            "prefixes",
            Section.NAMESPACE,
            Kind.matching("name", "a full name", "/.+").several(),
            null,
            "Keep only what lies at or below these. Without it: the whole namespace."),
    STALENESS_POLICY(
            "staleness.policy",
            Section.NAMESPACE,
            Kind.choice("serve", "warn", "fail"),
            "serve",
            "What reads do beyond the limit: serve, serve and warn, or fail."),
    STALENESS_LIMIT(
            "staleness.limit",
            Section.NAMESPACE,
            Kind.duration("1s", "30d"),
            "5m",
            "When a namespace counts as stale."),
    TEMPLATE("template", Section.TEMPLATE, Kind.path(), null, "The template's file. Required, or flags in its place."),
    FLAGS(
            "flags",
            Section.TEMPLATE,
            Kind.matching("name", "a namespace, such as /billing/prod", "/|(/[A-Za-z0-9_.-]+){1,2}"),
            null,
            "In place of a template: a namespace. Its flags are written as one flagd document, for flagd's own providers."),
    OUTPUT("output", Section.TEMPLATE, Kind.path(), null, "The file to write. Required."),
    MODE("mode", Section.TEMPLATE, Kind.matching("octal", "0000 to 0777", "0?[0-7]{3}"), "0600", "The file's mode."),
    OWNER("owner", Section.TEMPLATE, Kind.text(), null, "The file's owner. Without it: this process's user."),
    GROUP("group", Section.TEMPLATE, Kind.text(), null, "The file's group. Without it: this process's group."),
    CHECK(
            "check",
            Section.TEMPLATE,
            Kind.text().several(),
            null,
            "A command asked first; {} stands for the new file's path. Another status than 0 keeps the old file."
                    + " A list is run as it is, one text by a shell."),
    RELOAD(
            "reload",
            Section.TEMPLATE,
            Kind.text().several(),
            null,
            "A command run after the file changed. A list is run as it is, one text by a shell."),
    RELOAD_SIGNAL(
            "reload-signal",
            Section.TEMPLATE,
            Kind.choice("HUP", "INT", "TERM", "USR1", "USR2"),
            null,
            "A signal sent after the file changed, to the process in pid-file."),
    PID_FILE(
            "pid-file",
            Section.TEMPLATE,
            Kind.path(),
            null,
            "The file that holds the process's number, for reload-signal."),
    BACKUP("backup", Section.TEMPLATE, Kind.flag(), "true", "Keep the file before as OUTPUT.bak."),
    SPLAY("splay", Section.TEMPLATE, Kind.duration("0s", "1h"), "0s", "Reload after a random time up to this."),
    COMMAND_TIMEOUT(
            "command-timeout",
            Section.TEMPLATE,
            Kind.duration("1s", "1h"),
            "30s",
            "How long check and reload may each take.");

    /** Where in the file a setting stands. */
    public enum Section {
        /** At the top. */
        PROCESS,
        /** In a namespace's block; at the top it holds for all namespaces without their own. */
        NAMESPACE,
        /** In an entry of {@code templates}, and a flag of {@code render}. */
        TEMPLATE
    }

    private final String key;
    private final Section section;
    private final Kind kind;
    private final @Nullable String byDefault;
    private final String meaning;

    Setting(String key, Section section, Kind kind, @Nullable String byDefault, String meaning) {
        this.key = key;
        this.section = section;
        this.kind = kind;
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /** Its key in the file; a dot may also be a level of the file. */
    public String key() {
        return key;
    }

    /** Where it stands. */
    public Section section() {
        return section;
    }

    Kind kind() {
        return kind;
    }

    /** What holds where it is not given; null if nothing does. */
    public @Nullable String byDefault() {
        return byDefault;
    }

    /** In a sentence or two. */
    public String meaning() {
        return meaning;
    }

    /** Its flag: the key, lists in the singular. */
    public String flag() {
        String name = key.replace('.', '-');
        return "--"
                + switch (this) {
                    case NAMESPACE -> "namespace";
                    case PREFIX -> "prefix";
                    case HOST_TAGS -> "host-tag";
                    default -> name;
                };
    }

    /** Its environment variable; lists are written with commas. */
    public String variable() {
        return "NOTICEBOARD_AGENT_"
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Those of some sections, in the order of the table. */
    static List<Setting> of(Section... sections) {
        List<Section> wanted = List.of(sections);
        return Arrays.stream(values()).filter(s -> wanted.contains(s.section)).toList();
    }

    /** @throws ConfigException naming the place, the rule and the remedy */
    String checked(String text, String where) {
        if (kind.accepts().test(text)) {
            return text;
        }
        throw new ConfigException(where + ": \"" + text + "\" is not allowed. Give "
                + kind.type().replace("list of ", "") + ": " + kind.range() + ".");
    }
}
