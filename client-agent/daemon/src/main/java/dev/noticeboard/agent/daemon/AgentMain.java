package dev.noticeboard.agent.daemon;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class of the distribution on hosts, in containers and in the Lambda layer: the agent's commands alone. */
@Command(
        name = "noticeboard-agent",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Keeps parameters current on this host.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard-agent agent --config /etc/noticeboard/agent.yaml",
            "  noticeboard-agent exec --namespace /shop/prod -- env"
        },
        subcommands = {AgentCommand.class, RenderCommand.class, ExecCommand.class, ExtensionCommand.class})
public final class AgentMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AgentMain());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: agent");
    }
}
