package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.AgentPage;
import dev.noticeboard.schemas.api.Report;
import dev.noticeboard.schemas.name.Namespace;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agents}: prints who holds a lease in a namespace. */
@Command(
        name = "agents",
        description = {
            "Prints the agents of a namespace, in the order of their ids, with what they last reported.",
            "Those that hold a lease; agents that only poll have none."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  agents /billing/prod",
            "  agents /billing/prod --json | jq -r 'select(.live) | .agentId'",
            "",
            "One line each: id, live or ended, revision, state, health, when it reported, tags of its host. Where no"
                    + " terminal shows them, tabs stand between them."
        })
final class AgentsCommand extends BoardCommand {
    @Mixin
    private final NamespaceArgument argument = new NamespaceArgument();

    AgentsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Terminal terminal = terminal();
        BoardApi api = api();
        Namespace namespace = argument.namespace();
        Reply<AgentPage> reply = api.agents(namespace, null);
        boolean any = false;
        while (reply instanceof Reply.Accepted<AgentPage> page) {
            any |= !page.value().agents().isEmpty();
            page.value().agents().forEach(a -> print(terminal, a));
            String next = page.value().nextToken();
            if (next == null) {
                if (!any && !terminal.json()) {
                    terminal.remark("no agent has a lease in " + namespace + "; those that only poll are not seen");
                }
                return ExitCodes.OK;
            }
            reply = api.agents(namespace, next);
        }
        return terminal.refusal((Reply.Refused<AgentPage>) reply);
    }

    private static void print(Terminal terminal, AgentPage.Entry agent) {
        if (terminal.json()) {
            terminal.jsonLine(agent);
            return;
        }
        Report report = agent.report();
        List<String> cells = List.of(
                agent.agentId(),
                agent.live() ? "live" : "ended",
                report == null ? "-" : Long.toString(report.revision()),
                report == null ? "not reported" : report.state(),
                report == null ? "-" : health(report.health()),
                agent.reportedAt() == null ? "-" : agent.reportedAt().toString(),
                new TreeMap<>(agent.hostTags()).toString());
        terminal.line(String.join(
                terminal.interactive() ? "  " : "\t",
                cells.stream().map(Printable::oneLine).toList()));
    }

    private static String health(Report.Health health) {
        if (health.ok()) {
            return "well";
        }
        return "not well" + (health.detail() == null ? "" : ": " + health.detail());
    }
}
