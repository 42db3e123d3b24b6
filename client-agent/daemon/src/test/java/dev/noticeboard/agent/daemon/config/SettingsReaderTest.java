package dev.noticeboard.agent.daemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration from flags, environment and file: precedence, what is unknown, what is out of range. */
class SettingsReaderTest {
    @TempDir
    Path folder;

    private final Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);

    private Settings read(Map<String, String> environment, String file) throws Exception {
        Path config = Files.writeString(folder.resolve("agent.yaml"), file);
        flags.put(Setting.CONFIG, List.of(config.toString()));
        return new SettingsReader(flags, environment).read();
    }

    private String refused(Map<String, String> environment, String file) {
        return String.valueOf(assertThrows(ConfigException.class, () -> read(environment, file))
                .getMessage());
    }

    @Test
    void read_whenGivenSeveralTimes_takesFlagThenEnvironmentThenFileThenDefault() throws Exception {
        String file = "namespaces: [/a/b]\ntable: file\nregion: file\npoll-interval: 5s\n";
        flags.put(Setting.TABLE, List.of("flag"));
        Settings s = read(Map.of("NOTICEBOARD_AGENT_TABLE", "env", "NOTICEBOARD_AGENT_REGION", "env"), file);
        assertEquals("flag", s.process().text(Setting.TABLE));
        assertEquals("env", s.process().text(Setting.REGION));
        assertEquals(Duration.ofSeconds(5), s.process().duration(Setting.POLL_INTERVAL));
        assertEquals(2773, s.process().integer(Setting.HTTP_PORT));
        String lines = String.join("\n", s.lines());
        assertTrue(lines.contains("table = flag  # flag --table"), lines);
        assertTrue(lines.contains("region = env  # environment NOTICEBOARD_AGENT_REGION"), lines);
        assertTrue(lines.contains("poll-interval = 5s  # agent.yaml line 4"), lines);
        assertTrue(lines.contains("http.port = 2773  # default"), lines);
    }

    @Test
    void read_whenNamespacesHaveBlocks_keepsEachOnesOwnOverWhatHoldsForAll() throws Exception {
        Settings s = read(Map.of(), """
                staleness: {policy: warn, limit: 10m}
                namespaces:
                  - name: /shop/prod
                    prefixes: [/shop/prod/db, /shop/prod/web]
                    staleness.policy: fail
                  - /billing/prod
                http:
                  port: 0
                """);
        Settings.Group shop = s.namespaces().get(0);
        Settings.Group billing = s.namespaces().get(1);
        assertEquals(List.of("/shop/prod/db", "/shop/prod/web"), shop.texts(Setting.PREFIX));
        assertEquals("fail", shop.text(Setting.STALENESS_POLICY));
        assertEquals(Duration.ofMinutes(10), shop.duration(Setting.STALENESS_LIMIT));
        assertEquals("/billing/prod", billing.name());
        assertEquals("warn", billing.text(Setting.STALENESS_POLICY));
        assertEquals(0, s.process().integer(Setting.HTTP_PORT));
    }

    @Test
    void read_whenATemplateIsGiven_tellsOneTextFromAList() throws Exception {
        Settings s = read(Map.of(), """
                namespaces: [/a/b]
                templates:
                  - {template: t, output: o, check: "test -s {}", reload: [systemctl, reload, nginx]}
                """);
        Settings.Group t = s.templates().get(0);
        assertTrue(t.single(Setting.CHECK));
        assertEquals(List.of("systemctl", "reload", "nginx"), t.texts(Setting.RELOAD));
        assertEquals("0600", t.text(Setting.MODE));
    }

    @Test
    void read_whenFlagsStandInPlaceOfATemplate_takesThem() throws Exception {
        Settings s = read(Map.of(), "namespaces: [/a/b]\ntemplates: [{flags: /a/b, output: flags.json}]\n");
        assertEquals("/a/b", s.templates().get(0).text(Setting.FLAGS));
    }

    @Test
    void read_whenAKeyIsUnknown_refusesItWithLineAndNearestKnownOne() {
        assertEquals(
                "agent.yaml line 2: poll-intervall is unknown. The nearest known one is poll-interval.",
                refused(Map.of(), "namespaces: [/a/b]\npoll-intervall: 5s\n"));
        assertTrue(refused(Map.of(), "namespace: [/a/b]\n").endsWith("The nearest known one is namespaces."));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\nhttp: {prot: 1}\n").contains("http.prot is unknown"));
        assertTrue(refused(Map.of(), "namespaces: [{name: /a/b, prefix: /a/b/c}]\n")
                .contains("is prefixes."));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntemplates: [{templat: x}]\n")
                .contains("is template."));
        assertEquals(
                "environment: NOTICEBOARD_AGENT_TABEL is unknown. The nearest known one is NOTICEBOARD_AGENT_TABLE.",
                refused(Map.of("NOTICEBOARD_AGENT_TABEL", "x"), "namespaces: [/a/b]\n"));
    }

    @Test
    void read_whenAValueIsOutOfRange_namesPlaceRangeAndRemedy() {
        assertEquals(
                "agent.yaml line 3: http.port: \"65536\" is not allowed. Give integer: 0 to 65535.",
                refused(Map.of(), "namespaces: [/a/b]\nhttp:\n  port: 65536\n"));
        assertTrue(refused(Map.of("NOTICEBOARD_AGENT_POLL_INTERVAL", "99ms"), "namespaces: [/a/b]\n")
                .contains("100ms to 1d"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\nhost-tags: [" + "a=b, ".repeat(20) + "a=b]\n")
                .contains("at most 20"));
        assertTrue(refused(Map.of(), "namespaces: [no-slash]\n").contains("such as /billing/prod"));
        assertTrue(refused(Map.of(), "table: x\n").startsWith("namespaces: is required. Give --namespace"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b, /a/b]\n").contains("given twice"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntable: [x]\n").contains("table is a text"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntable: x\ntable: y\n").contains("line 3: has a key twice"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b\n").contains("not well-formed YAML"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntemplates: [{template: x}]\n")
                .contains("output: is required"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntemplates: [{output: x}]\n")
                .contains("template: is required"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntemplates: [{template: x, flags: /a/b, output: y}]\n")
                .contains("Give one of them"));
        assertTrue(refused(Map.of(), "namespaces: [/a/b]\ntemplates: [{template: x, output: y, reload-signal: HUP}]\n")
                .contains("go together"));
    }

    @Test
    void every_setting_hasAUniqueKeyFlagAndVariableAndAnAllowedDefault() {
        assertEquals(
                Setting.values().length,
                java.util.Arrays.stream(Setting.values())
                        .map(Setting::key)
                        .distinct()
                        .count());
        assertEquals(
                Setting.values().length,
                java.util.Arrays.stream(Setting.values())
                        .map(Setting::flag)
                        .distinct()
                        .count());
        for (Setting s : Setting.values()) {
            if (s.byDefault() != null) {
                assertEquals(s.byDefault(), s.checked(s.byDefault(), s.key()));
            }
        }
    }

    @Test
    void documentation_whenTheTableChanges_isMadeFromIt() throws Exception {
        String docs = Files.readString(Path.of("../../docs/daemon.md"));
        assertTrue(
                docs.contains(SettingsTable.markdown()),
                () -> "docs/daemon.md does not hold the table. Put this in its place:\n" + SettingsTable.markdown());
    }

    @Test
    void distance_countsInsertionsDeletionsAndReplacements() {
        assertEquals(0, Nearest.distance("a", "a"));
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(5, Nearest.distance("", "table"));
    }
}
