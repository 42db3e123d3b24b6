package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Items;
import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.applying.ApplyPlan;
import dev.noticeboard.cli.applying.PlanText;
import dev.noticeboard.cli.importing.ImportFile;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a rollout is to change: named on the command line, or what a file has otherwise than the board. */
final class RolloutChanges {
    /** A parameter and its value to be. */
    private record Assignment(ParameterName name, String value) {
        /** Without the value, which belongs in no log. */
        @Override
        public String toString() {
            return name.text();
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "Parameters by their full names, all of one namespace, each with its value.")
    private List<String> puts = new ArrayList<>();

    @Option(
            names = "--delete",
            paramLabel = "NAME",
            converter = Arguments.Name.class,
            description = "A parameter to delete; may be given several times.")
    private List<ParameterName> deletes = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Instead of names: what a .yaml, .json or .env file has otherwise than the board, as 'apply'"
                    + " reads it; nothing is deleted.")
    private @Nullable Path file;

    @Mixin
    private final BelowOptions below = new BelowOptions();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            converter = Arguments.Type.class,
            completionCandidates = Arguments.Type.class,
            description = "${COMPLETION-CANDIDATES}. For one NAME=VALUE. Default: what it has, or String.")
    private @Nullable ParameterType type;

    @Option(
            names = "--data-type",
            paramLabel = "TYPE",
            converter = Arguments.Data.class,
            completionCandidates = Arguments.Data.class,
            description = "${COMPLETION-CANDIDATES}. For one NAME=VALUE. Default: what it has, or text.")
    private @Nullable DataType dataType;

    private final List<Assignment> assigned = new ArrayList<>();

    /** Refuses a command line that does not say what to change, or says it twice. */
    void check(BoardCommand command) {
        boolean named = !puts.isEmpty() || !deletes.isEmpty();
        if (named == (file != null)) {
            throw command.usage("Say what to change: NAME=VALUE, --delete NAME, or --file FILE without names.");
        }
        if ((type != null || dataType != null) && puts.size() != 1) {
            throw command.usage(
                    "--type and --data-type are for one NAME=VALUE; for several, put their types in a --file.");
        }
        if (file == null && below.prefix(command) != null) {
            throw command.usage("--prefix and --namespace say where the keys of a --file go; names are full names.");
        }
        puts.forEach(text -> assigned.add(assignment(command, text)));
        Set<String> namespaces = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Item item : items()) {
            namespaces.add(new ParameterName(item.name()).namespace().text());
            if (!names.add(item.name())) {
                throw command.usage(item.name() + " is named twice; a rollout changes it once.");
            }
        }
        if (namespaces.size() > 1) {
            throw command.usage("A rollout is of one namespace; these are of " + String.join(", ", namespaces) + ".");
        }
    }

    /**
     * Goes on with the changes, or says why it cannot.
     *
     * @param next takes the namespace and its changes
     * @return the exit status
     */
    int with(BoardCommand command, BoardApi api, ToIntBiFunction<Namespace, List<Item>> next) {
        if (file == null) {
            List<Item> items = items();
            return next.applyAsInt(new ParameterName(items.get(0).name()).namespace(), items);
        }
        Terminal terminal = command.terminal();
        Prefix prefix = below.prefix(command);
        ImportFile.Result read = ImportFile.readBelow(file, prefix);
        if (read instanceof ImportFile.Invalid invalid) {
            return terminal.violations(file + " cannot be rolled out; nothing was sent", invalid.violations());
        }
        ImportPlan wanted = ((ImportFile.Valid) read).plan();
        if (wanted.items().size() > 1) {
            return terminal.error(
                    file + " has parameters of several namespaces. Roll out a file for each; nothing was" + " sent.");
        }
        Namespace home = wanted.items().keySet().iterator().next();
        Prefix where = prefix == null ? Prefix.whole(home) : prefix;
        return terminal.conclude(Listing.read(api, where, null), present -> {
            ApplyPlan plan = ApplyPlan.of(where, present, wanted.items().getOrDefault(home, List.of()), false);
            new PlanText(plan, false).print(terminal);
            if (plan.steps().isEmpty()) {
                return ExitCodes.OK;
            }
            if (plan.steps().size() > Limits.ROLLOUT_CHANGES) {
                return terminal.error("a rollout has up to " + Limits.ROLLOUT_CHANGES + " changes, and this would have "
                        + plan.steps().size() + ". Split the file; nothing was sent.");
            }
            return next.applyAsInt(
                    home, plan.steps().stream().map(ApplyPlan.Step::item).toList());
        });
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Assignment put : assigned) {
            items.add(Items.put(put.name.text(), PutRequest.of(put.value, type, dataType, null, null)));
        }
        deletes.forEach(name -> items.add(Item.delete(name.text(), null)));
        return items;
    }

    /** The value may hold more equals signs. Not picocli's to convert: of a list it takes what it cannot convert for unknown. */
    private static Assignment assignment(BoardCommand command, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw command.usage("'" + text + "' is no change: write NAME=VALUE, such as /shop/prod/db/pool-size=50.");
        }
        String name = text.substring(0, equals);
        ParameterName.check(name).ifPresent(v -> {
            throw command.usage("Invalid name in NAME=VALUE: " + v.line());
        });
        return new Assignment(new ParameterName(name), text.substring(equals + 1));
    }
}
