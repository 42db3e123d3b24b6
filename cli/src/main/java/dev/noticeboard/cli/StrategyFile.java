package dev.noticeboard.cli;

import dev.noticeboard.cli.importing.FileText;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.Strategy;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a strategy from a JSON file. What its numbers may be, the board judges. */
final class StrategyFile {
    /** The strategy; null if there is none in the file, which was then said. */
    static @Nullable Strategy read(Path file, Terminal terminal) {
        List<Violation> violations = new ArrayList<>();
        String text = FileText.read(file, Limits.VALUE_BYTES, violations);
        Strategy strategy = text == null ? null : parsed(text, violations);
        if (strategy == null) {
            terminal.violations("the strategy in " + file + " cannot be read; nothing was sent", violations);
        }
        return strategy;
    }

    private static @Nullable Strategy parsed(String text, List<Violation> violations) {
        try {
            Strategy strategy = Json.readStrict(text, Strategy.class);
            if (!strategy.steps().isEmpty() ^ strategy.growth() != null) {
                return strategy;
            }
            violations.add(Violation.of(
                    "steps",
                    "strategy",
                    "there must be either steps or growth",
                    "Write {\"steps\":[{\"percent\":10},{\"percent\":100}]} or"
                            + " {\"growth\":{\"kind\":\"linear\",\"percent\":20}}."));
        } catch (MalformedException e) {
            violations.add(Violation.of(
                    e.field(),
                    "json-grammar",
                    String.valueOf(e.getMessage()),
                    "Write a strategy as docs/api.md has it."));
        }
        return null;
    }

    private StrategyFile() {}
}
