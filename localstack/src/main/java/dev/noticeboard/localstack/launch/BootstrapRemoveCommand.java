package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.AwsSession;
import dev.noticeboard.localstack.bootstrap.RunTag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bootstrap remove}: takes away what one run made. */
@Command(
        name = "remove",
        description = {
            "Removes the tables, queues and topics whose tag noticeboard:run is the id given and whose names begin with it.",
            "Tables go with all of their items. Without --yes it only prints what it would remove. What functions made in"
                    + " another process carries no tag: let leases end first, or remove it by hand."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bootstrap remove --run nbit-20261129-00c0ffee00",
            "  bootstrap remove --run nbit-20261129-00c0ffee00 --yes",
        })
final class BootstrapRemoveCommand extends BootstrapOptions {
    @Option(names = "--run", paramLabel = "ID", required = true, description = "The run's id, whole.")
    private String run = "";

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    BootstrapRemoveCommand(Map<String, String> environment) {
        super(environment);
    }

    /** One line of JSON: a thing, and whether it is gone. */
    record Line(AwsRuns.Kind kind, String name, boolean removed) {}

    @Override
    RunTag making() {
        return tag(run);
    }

    @Override
    int run(AwsSession session) {
        RunTag tag = tag(run);
        List<AwsRuns.Thing> things = yes
                ? session.asking(c -> new AwsRuns(c).remove(tag, this::report))
                : session.asking(c -> new AwsRuns(c).of(tag));
        if (!yes) {
            things.forEach(this::report);
        }
        if (things.isEmpty()) {
            say("Nothing at " + session.where() + " is tagged " + RunTag.KEY + "=" + run + ".");
        } else if (!yes) {
            say("Nothing was removed; --yes does it.");
        }
        return ExitCodes.OK;
    }

    private void report(AwsRuns.Thing thing) {
        say((yes ? "removed " : "would remove ") + thing.kind().name().toLowerCase(Locale.ROOT) + " " + thing.name());
        tell(new Line(thing.kind(), thing.name(), yes));
    }
}
