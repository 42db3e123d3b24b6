package dev.noticeboard.cli;

import dev.noticeboard.schemas.board.Strategy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of settings about strategies of rollouts. */
final class StrategyOptions {
    private static final String NONE = "none";

    @Option(
            names = "--strategy",
            paramLabel = "NAME=FILE",
            description = "Stores a strategy of the namespace, from a JSON file; NAME=none takes it away, 'none' all."
                    + " May be given several times.")
    private List<String> strategies = List.of();

    @Option(
            names = "--require-strategy",
            paramLabel = "NAME",
            description = "Values can only be changed by a rollout with this strategy, or by an urgent write; '*' for"
                    + " any strategy, 'none' for no such rule.")
    private @Nullable String required;

    boolean given() {
        return !strategies.isEmpty() || required != null;
    }

    /** Reads the files; null if one is no strategy, which was then said. */
    @Nullable Map<String, Strategy> read(BoardCommand command) {
        Map<String, Strategy> read = new LinkedHashMap<>();
        for (String given : strategies) {
            int equals = given.indexOf('=');
            if (!given.equals(NONE) && (equals < 1 || equals == given.length() - 1)) {
                throw command.usage("Invalid value for option '--strategy': write NAME=FILE, NAME=none or none.");
            }
            if (!given.endsWith("=" + NONE) && !given.equals(NONE)) {
                Strategy strategy = StrategyFile.read(path(command, given.substring(equals + 1)), command.terminal());
                if (strategy == null) {
                    return null;
                }
                read.put(given, strategy);
            }
        }
        return read;
    }

    /** The strategies in force after the options, one by one. */
    Map<String, Strategy> onTopOf(Map<String, Strategy> old, Map<String, Strategy> read) {
        Map<String, Strategy> all = new TreeMap<>(old);
        for (String given : strategies) {
            Strategy strategy = read.get(given);
            if (given.equals(NONE)) {
                all.clear();
            } else if (strategy == null) {
                all.remove(given.substring(0, given.indexOf('=')));
            } else {
                all.put(given.substring(0, given.indexOf('=')), strategy);
            }
        }
        return all;
    }

    @Nullable String required(@Nullable String old) {
        return required == null ? old : NONE.equals(required) ? null : required;
    }

    private static Path path(BoardCommand command, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw command.usage("Invalid value for option '--strategy': " + text + " is no path.");
        }
    }
}
