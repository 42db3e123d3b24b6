package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.CommandGroup;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
final class BootstrapCommand extends CommandGroup {
    /** With its subcommands. */
    static CommandLine of(Map<String, String> environment) {
        return new CommandLine(new BootstrapCommand())
                .addSubcommand(new BootstrapCreateCommand(environment))
                .addSubcommand(new BootstrapListCommand(environment))
                .addSubcommand(new BootstrapRemoveCommand(environment));
    }
}
