package dev.noticeboard.localstack.launch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code noticeboard bootstrap}: the resources of a board on any endpoint, and what runs of the tests left there. */
@Command(
        name = "bootstrap",
        usageHelpAutoWidth = true,
        description = {
            "Makes the table, the queues and the topics of a board on an emulator or in an account, lists them, and takes"
                    + " them away.",
            "For trying things out and for the tests; a deployment is made with the CDK."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  AWS_ENDPOINT_URL=http://127.0.0.1:4566 localstack/bootstrap create --namespace /shop/prod",
            "  localstack/bootstrap list --endpoint-url http://127.0.0.1:4566",
            "  localstack/bootstrap remove --run noticeboard --yes --endpoint-url http://127.0.0.1:4566",
        })
final class BootstrapCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** With its subcommands. */
    static CommandLine of(Map<String, String> environment) {
        return new CommandLine(new BootstrapCommand())
                .addSubcommand(new BootstrapCreateCommand(environment))
                .addSubcommand(new BootstrapListCommand(environment))
                .addSubcommand(new BootstrapRemoveCommand(environment));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do: create, list or remove.");
        }
    }
}
