package dev.noticeboard.agent.daemon.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.process.FakeProcesses;
import dev.noticeboard.agent.daemon.process.ManualLater;
import dev.noticeboard.agent.daemon.process.PosixOwnership;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.Processes.Ran;
import dev.noticeboard.agent.daemon.process.SystemProcesses;
import dev.noticeboard.agent.daemon.render.RenderJob.Outcome;
import dev.noticeboard.agent.daemon.view.View;
import dev.noticeboard.agent.daemon.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates to files. Promise 5 (last known good) for files: what fails never replaces one. */
class RenderJobTest {
    private static final View VIEW = new View(
            Map.of("/shop/prod/db/host", "db1", "/shop/prod/db/pool-size", "20", "/shop/prod/note", "it's \"x\"\n"),
            Map.of("/shop/prod", 7L));

    @TempDir
    Path folder;

    private final FakeProcesses processes = new FakeProcesses();
    private final Map<Setting, List<String>> more = new EnumMap<>(Setting.class);

    private Path output() {
        return folder.resolve("out.conf");
    }

    private RenderJob job(String template, Processes with) throws IOException {
        Files.createDirectories(folder.resolve("templates"));
        Path file = Files.writeString(folder.resolve("templates/in.tpl"), template);
        Map<Setting, Settings.Given> given = new EnumMap<>(Setting.class);
        for (Setting s : Setting.values()) {
            if (s.section() == Setting.Section.TEMPLATE && s.byDefault() != null) {
                given.put(s, new Settings.Given(List.of(s.byDefault()), "default", true));
            }
        }
        given.put(Setting.TEMPLATE, new Settings.Given(List.of(file.toString()), "test", true));
        given.put(Setting.OUTPUT, new Settings.Given(List.of(output().toString()), "test", true));
        more.forEach((s, texts) -> given.put(s, new Settings.Given(texts, "test", texts.size() == 1)));
        return new RenderJob(new Settings.Group(output().toString(), given), with, new PosixOwnership());
    }

    private String rendered(String template) throws IOException {
        Outcome outcome = job(template, processes).render(VIEW);
        assertInstanceOf(Outcome.Written.class, outcome, outcome::toString);
        return Files.readString(output());
    }

    private String refused(String template) throws IOException {
        Outcome outcome = job(template, processes).render(VIEW);
        String reason = assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString)
                .reason();
        assertFalse(reason.contains("db1"), reason);
        return reason;
    }

    @Test
    void functions_whenCalled_doAsDocumented() throws Exception {
        assertEquals(
                "host=db1\nn=5\n",
                rendered("host={{ parameter('/shop/prod/db/host') }}\nn={{ parameter('/shop/prod/n', 5) }}\n"));
        assertEquals(
                "host=db1;pool-size=20;",
                rendered("{% for e in parameters('/shop/prod/db') %}{{ e.key }}={{ e.value }};{% endfor %}"));
        assertEquals("db1", rendered("{{ tree('/shop/prod').db.host }}"));
        assertEquals("{\"host\":\"db1\",\"pool-size\":\"20\"}", rendered("{{ tree('/shop/prod/db') | json }}"));
        assertEquals("\"it's \\\"x\\\"\\n\"", rendered("{{ json(parameter('/shop/prod/note')) }}"));
        assertEquals("'it'\\''s \"x\"\n'", rendered("{{ parameter('/shop/prod/note') | quote }}"));
        assertEquals("\"it's \\\"x\\\"\\n\"", rendered("{{ parameter('/shop/prod/note') | env }}"));
        assertEquals("ZGIx", rendered("{{ base64(parameter('/shop/prod/db/host')) }}"));
        assertEquals("7 true", rendered("{{ revision('/shop/prod') }} {{ exists('/shop/prod/note') }}"));
    }

    @Test
    void flags_ofANamespace_areWrittenAsOneFileInPlaceOfATemplate() throws Exception {
        more.put(Setting.FLAGS, List.of("/shop/prod"));
        more.put(Setting.MODE, List.of("0644"));
        String flags = "{\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\"}}}";
        RenderJob job = job("not used", processes);
        View view = new View(
                Map.of("/shop/prod/flags", flags),
                Map.of("/shop/prod", 7L),
                Map.of("/shop/prod", Map.of("/shop/prod/flags", flags)));
        assertInstanceOf(Outcome.Written.class, job.render(view));
        assertEquals(flags + "\n", Files.readString(output()));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(output())));
        assertEquals(new Outcome.Unchanged(), job.render(view));
        assertInstanceOf(Outcome.Written.class, job.render(VIEW), "a namespace without flags has an empty set");
        assertEquals("{\"flags\":{}}\n", Files.readString(output()));
        Outcome.Refused refused =
                assertInstanceOf(Outcome.Refused.class, job.render(new View(Map.of(), Map.of("/other/x", 1L))));
        assertTrue(refused.reason().contains("/shop/prod is not kept by this agent"), refused.reason());
    }

    @Test
    void render_whenSomethingIsMissing_keepsTheOldFileAndNamesTemplateLineAndName() throws Exception {
        Files.writeString(output(), "old");
        assertEquals(
                "in.tpl line 2: parameter /shop/prod/x is not there. Put it, or give parameter() a default.",
                refused("a\n{{ parameter('/shop/prod/x') }}"));
        assertTrue(refused("{{ undefined_variable }}").contains("line 1"));
        assertTrue(refused("{{ tree('/shop/prod').db.nothing }}").contains("line 1"));
        assertTrue(refused("{{ parameters('/shop/prod/none') }}").contains("nothing lies below"));
        assertTrue(refused("{{ revision('/other/x') }}").contains("is not kept"));
        assertTrue(refused("{% if %}").contains("Check the syntax"));
        assertTrue(refused("{% if false %}x{% endif %}\n").contains("would be empty"));
        assertEquals("old", Files.readString(output()));
        assertEquals(List.of("out.conf", "templates"), names());
    }

    @Test
    void sandbox_whenATemplateReachesOut_refusesIt() throws Exception {
        Files.writeString(folder.resolve("outside.tpl"), "db1");
        for (String attack : List.of(
                "{{ 'x'.getClass() }}",
                "{{ 'x'.class.forName('java.lang.Runtime') }}",
                "{{ parameter('/shop/prod/db/host').getBytes() }}",
                "{% include '../outside.tpl' %}",
                "{% include '" + folder.resolve("outside.tpl") + "' %}",
                "{{ i18n('messages', 'x') }}")) {
            assertFalse(refused(attack).isEmpty(), attack);
        }
        Files.createDirectories(folder.resolve("templates"));
        Files.createSymbolicLink(folder.resolve("templates/link.tpl"), folder.resolve("outside.tpl"));
        assertTrue(refused("{% include 'link.tpl' %}").contains("outside"));
        Files.writeString(folder.resolve("templates/part.tpl"), "part of {{ parameter('/shop/prod/db/host') }}");
        assertEquals("part of db1", rendered("{% include 'part.tpl' %}"));
    }

    @Test
    void render_whenNothingChanged_writesNothing() throws Exception {
        rendered("x");
        Object before = Files.readAttributes(output(), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        assertEquals(new Outcome.Unchanged(), job("x", processes).render(VIEW));
        assertEquals(
                before,
                Files.readAttributes(output(), java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey());
    }

    @Test
    void render_whenTheContentChanged_setsModeAndKeepsABackup() throws Exception {
        more.put(Setting.MODE, List.of("0640"));
        rendered("one");
        rendered("two");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(output())));
        assertEquals("one", Files.readString(folder.resolve("out.conf.bak")));
        assertEquals(List.of("out.conf", "out.conf.bak", "templates"), names());
    }

    @Test
    void render_whenTheOwnerIsUnknown_keepsTheOldFile() throws Exception {
        more.put(Setting.OWNER, List.of("nobody-of-this-name"));
        assertTrue(refused("x").contains("Check the folder"));
        assertEquals(List.of("templates"), names());
    }

    @Test
    void check_whenItFails_keepsTheOldFileAndSaysTheStatusOnly() throws Exception {
        Files.writeString(output(), "old");
        more.put(Setting.CHECK, List.of("check", "{}"));
        for (Ran ran : List.of(new Ran.Exited(3, 99), new Ran.TimedOut(), new Ran.NotStarted("cannot run check"))) {
            processes.outcome = words -> {
                assertEquals("new", readQuietly(Path.of(words.get(1))));
                return ran;
            };
            assertTrue(refused("new").contains("check command"));
        }
        assertEquals("old", Files.readString(output()));
        assertEquals(List.of("out.conf", "templates"), names());
    }

    @Test
    void check_whenGivenAsOneText_isRunByAShellThatNeverParsesThePath() throws Exception {
        more.put(Setting.CHECK, List.of("test \"$(cat {})\" = db1"));
        assertInstanceOf(
                Outcome.Written.class,
                job("{{ parameter('/shop/prod/db/host') }}", new SystemProcesses())
                        .render(VIEW));
        assertInstanceOf(
                Outcome.Refused.class, job("other", new SystemProcesses()).render(VIEW));
    }

    @Test
    void reload_whenAProcessIsNamed_signalsItAfterTheCommand() throws Exception {
        Path pid = Files.writeString(folder.resolve("pid"), "4711\n");
        more.put(Setting.RELOAD, List.of("systemctl", "reload", "x"));
        more.put(Setting.RELOAD_SIGNAL, List.of("HUP"));
        more.put(Setting.PID_FILE, List.of(pid.toString()));
        assertEquals("", job("x", processes).reload());
        assertEquals(List.of(List.of("systemctl", "reload", "x")), processes.ran);
        assertEquals(List.of("HUP 4711"), processes.sent);
        Files.writeString(pid, "1");
        assertTrue(job("x", processes).reload().contains("cannot send"));
        Files.writeString(pid, "x");
        assertTrue(job("x", processes).reload().contains("no process's number"));
    }

    @Test
    void renderings_whenTheyChange_reloadOnceAfterTheSplay() throws Exception {
        more.put(Setting.RELOAD, List.of("reload", "it"));
        more.put(Setting.SPLAY, List.of("10s"));
        RenderJob job = job("{{ parameter('/shop/prod/db/host') }}", processes);
        ManualLater later = new ManualLater();
        List<Views.Looked> looks = new ArrayList<>();
        List<String> said = new ArrayList<>();
        Renderings renderings = new Renderings(List.of(job), () -> looks.get(0), later, new Random(1), said::add);

        looks.add(new Views.Looked.Nothing("was not read yet."));
        assertEquals(1, renderings.renderAll());
        assertFalse(Files.exists(output()), "a failed read renders nothing");

        looks.set(0, new Views.Looked.Seen(VIEW));
        assertEquals(0, renderings.renderAll());
        looks.set(0, new Views.Looked.Seen(new View(Map.of("/shop/prod/db/host", "db2"), Map.of())));
        assertEquals(0, renderings.renderAll());
        assertEquals(0, renderings.renderAll());
        assertEquals(1, later.delays.size(), "one reload for both");
        assertTrue(later.delays.get(0).compareTo(Duration.ofSeconds(10)) <= 0);
        assertEquals(List.of(), processes.ran);
        later.run(0);
        assertEquals(1, processes.ran.size());
        assertEquals("db2", Files.readString(output()));
        assertEquals(2, said.size());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static String readQuietly(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
