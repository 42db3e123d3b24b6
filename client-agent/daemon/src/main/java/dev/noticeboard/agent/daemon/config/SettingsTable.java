package dev.noticeboard.agent.daemon.config;

import dev.noticeboard.agent.daemon.config.Setting.Section;

/** The table of settings as {@code docs/daemon.md} shows it. */
final class SettingsTable {
    static String markdown() {
        StringBuilder text = new StringBuilder();
        section(text, "The process", Section.PROCESS);
        section(text, "A namespace (at the top: all namespaces)", Section.NAMESPACE);
        section(text, "An entry of `templates`, and flags of `render`", Section.TEMPLATE);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, Section section) {
        text.append("### ").append(title).append("\n\n");
        text.append("| key | flag | environment | type, range | default | meaning |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        for (Setting s : Setting.of(section)) {
            text.append("| `%s` | `%s` | %s | %s: %s | %s | %s |\n"
                    .formatted(
                            s.key(),
                            s.flag(),
                            section == Section.TEMPLATE ? "" : "`" + s.variable() + "`",
                            s.kind().type(),
                            s.kind().range(),
                            s.byDefault() == null ? "" : "`" + s.byDefault() + "`",
                            s.meaning()));
        }
        text.append('\n');
    }

    private SettingsTable() {}
}
