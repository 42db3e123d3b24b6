package dev.noticeboard.agent.daemon.render;

import dev.noticeboard.agent.daemon.config.Setting;
import dev.noticeboard.agent.daemon.config.Settings;
import dev.noticeboard.agent.daemon.process.Ownership;
import dev.noticeboard.agent.daemon.process.Processes;
import dev.noticeboard.agent.daemon.process.Processes.Ran;
import dev.noticeboard.agent.daemon.view.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One template, or a namespace's flags, and the file. The old file stays, byte for byte, unless the new one rendered without an error, is not blank and
 * passed the check (promise 5 for files). Not thread-safe.
 */
public final class RenderJob {
    private final Settings.Group entry;
    private final Processes processes;
    private final Ownership ownership;
    private final Path output;

    /** @param entry of the section TEMPLATE */
    public RenderJob(Settings.Group entry, Processes processes, Ownership ownership) {
        this.entry = entry;
        this.processes = processes;
        this.ownership = ownership;
        this.output = Path.of(entry.text(Setting.OUTPUT));
    }

    /** What one rendering did. */
    public sealed interface Outcome {
        /** The file already had this content: nothing was written. */
        record Unchanged() implements Outcome {}

        /** The file is new, and so long. */
        record Written(int bytes) implements Outcome {}

        /** The old file stays, for this reason, which quotes no value. */
        record Refused(String reason) implements Outcome {}
    }

    /** The settings of this job. */
    public Settings.Group entry() {
        return entry;
    }

    /** Renders the view, and replaces the file if that changed its content. */
    public Outcome render(View view) {
        byte[] content;
        try {
            content = text(view).getBytes(StandardCharsets.UTF_8);
        } catch (RenderException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
        if (new String(content, StandardCharsets.UTF_8).isBlank()) {
            return new Outcome.Refused("the rendered file would be empty. Check the template.");
        }
        try {
            if (Files.isRegularFile(output) && Arrays.equals(Files.readAllBytes(output), content)) {
                return new Outcome.Unchanged();
            }
            return replace(content);
        } catch (IOException e) {
            return new Outcome.Refused("cannot write " + output + " ("
                    + e.getClass().getSimpleName() + "). Check the folder, its space, and owner and group.");
        }
    }

    private String text(View view) {
        return entry.find(Setting.FLAGS)
                .map(namespace -> FlagFile.of(view.flags(namespace)
                        .orElseThrow(() -> new RenderException(
                                "namespace " + namespace + " is not kept by this agent. Add it to namespaces."))))
                .orElseGet(() -> Templates.render(Path.of(entry.text(Setting.TEMPLATE)), view));
    }

    private Outcome replace(byte[] content) throws IOException {
        try (AtomicFile file = new AtomicFile(output, content)) {
            ownership.apply(
                    file.fresh(),
                    entry.text(Setting.MODE),
                    entry.find(Setting.OWNER).orElse(null),
                    entry.find(Setting.GROUP).orElse(null));
            if (!entry.texts(Setting.CHECK).isEmpty()) {
                String failure = failure("check", run(Setting.CHECK, file.fresh()));
                if (!failure.isEmpty()) {
                    return new Outcome.Refused(failure);
                }
            }
            if (entry.on(Setting.BACKUP)) {
                file.backUp();
            }
            file.replace();
        }
        return new Outcome.Written(content.length);
    }

    /**
     * Tells the reader of the file: its reload command, then its signal.
     *
     * @return what failed; empty if nothing did
     */
    public String reload() {
        if (!entry.texts(Setting.RELOAD).isEmpty()) {
            String failure = failure("reload", run(Setting.RELOAD, output));
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return entry.find(Setting.RELOAD_SIGNAL).map(this::signal).orElse("");
    }

    private String signal(String signal) {
        Path pidFile = Path.of(entry.text(Setting.PID_FILE));
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            // 0 and negative numbers mean groups of processes, 1 the system itself (kill(2)).
            if (pid > 1 && processes.signal(pid, signal)) {
                return "";
            }
            return "cannot send " + signal + " to the process in " + pidFile + ". Check that it runs.";
        } catch (IOException | NumberFormatException e) {
            return pidFile + " holds no process's number. Check pid-file.";
        }
    }

    /** A list is run as it is; one text by a shell, which gets the path as its first argument and so never parses it. */
    private Ran run(Setting command, Path file) {
        List<String> words = new ArrayList<>();
        if (entry.single(command)) {
            words.addAll(List.of(
                    "/bin/sh", "-c", entry.texts(command).get(0).replace("{}", "\"$1\""), "sh", file.toString()));
        } else {
            entry.texts(command).forEach(w -> words.add(w.replace("{}", file.toString())));
        }
        return processes.run(words, entry.duration(Setting.COMMAND_TIMEOUT));
    }

    private String failure(String what, Ran ran) {
        if (ran instanceof Ran.Exited e) {
            return e.status() == 0
                    ? ""
                    : "the " + what + " command ended with status " + e.status() + " and " + e.outputBytes()
                            + " bytes of output. Run it by hand to see them.";
        }
        if (ran instanceof Ran.NotStarted n) {
            return "the " + what + " command: " + n.reason() + ". Check its path.";
        }
        return "the " + what + " command took longer than " + entry.text(Setting.COMMAND_TIMEOUT)
                + " and was ended. Raise command-timeout.";
    }
}
