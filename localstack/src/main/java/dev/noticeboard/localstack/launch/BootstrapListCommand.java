package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.AwsSession;
import dev.noticeboard.localstack.bootstrap.RunTag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bootstrap list}: prints what carries the tag of a run. */
@Command(
        name = "list",
        description = {
            "Prints the tables, queues and topics that runs made: run, kind, name.",
            "Runs of the integration tests are called nbit-…; what is listed of one that is over was left by a crash."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bootstrap list",
            "  bootstrap list --names nbit- --json | jq -r .run | sort -u",
        })
final class BootstrapListCommand extends BootstrapOptions {
    @Option(
            names = "--names",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only those whose names begin so. Without it the tags of everything there are read.")
    private String prefix = "";

    BootstrapListCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    @Nullable RunTag making() {
        return null;
    }

    @Override
    int run(AwsSession session) {
        List<AwsRuns.Thing> things = session.asking(c -> new AwsRuns(c).list(prefix));
        things.forEach(t -> {
            say(t.run() + "\t" + t.kind().name().toLowerCase(Locale.ROOT) + "\t" + t.name());
            tell(t);
        });
        if (things.isEmpty()) {
            say("Nothing at " + session.where() + " is a run's"
                    + (prefix.isEmpty() ? "." : " and named " + prefix + "…"));
        }
        return ExitCodes.OK;
    }
}
