package dev.noticeboard.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others, and says which if it is called alone. */
public abstract class CommandGroup implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Its subcommands are added from outside. */
    protected CommandGroup() {}

    @Override
    public final void run() {
        if (spec != null) {
            List<String> names = new ArrayList<>(spec.subcommands().keySet());
            String last = names.remove(names.size() - 1);
            throw new ParameterException(
                    spec.commandLine(), "Say what to do: " + String.join(", ", names) + " or " + last + ".");
        }
    }
}
