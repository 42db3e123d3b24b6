package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.localstack.bootstrap.AwsBootstrap;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.AwsSession;
import dev.noticeboard.localstack.bootstrap.BoardNames;
import dev.noticeboard.localstack.bootstrap.BootstrapException;
import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bootstrap create}: makes what is missing, and prints what the functions are to be told. */
@Command(
        name = "create",
        description = {
            "Makes a board's table, its retry and reports queues with their dead letters, and topics of namespaces.",
            "What is there already stays. All carries the tag noticeboard:run and a name that begins with its value."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bootstrap create --endpoint-url http://127.0.0.1:4566",
            "  bootstrap create --run trial-anna --namespace /shop/prod --region eu-central-1 --json",
        })
final class BootstrapCreateCommand extends BootstrapOptions {
    @Option(
            names = "--run",
            paramLabel = "ID",
            defaultValue = "noticeboard",
            description = "The table's name, the beginning of all other names, and the tag. Default: ${DEFAULT-VALUE}.")
    private String run = "noticeboard";

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "Make the topic of this namespace before its first agent does; repeatable.")
    private List<String> namespaces = new ArrayList<>();

    BootstrapCreateCommand(Map<String, String> environment) {
        super(environment);
    }

    /**
     * What is printed as JSON.
     *
     * @param topics ARNs by namespace
     * @param environment the functions' settings
     */
    record Answer(
            String endpoint,
            String run,
            String table,
            String streamArn,
            Map<String, String> topics,
            Map<String, String> environment) {}

    @Override
    RunTag making() {
        return tag(run);
    }

    @Override
    int run(AwsSession session) {
        RunTag tag = tag(run);
        BoardNames names = BoardNames.of(run);
        List<Namespace> wanted = namespaces.stream().map(this::namespace).toList();
        say("At " + session.where() + ":");
        refuseStrangers(session.asking(c -> new AwsRuns(c).strangers(tag)), tag);
        AwsBootstrap.Created created = session.asking(c -> AwsBootstrap.create(c, names));
        say("  table " + names.table());
        Stream.concat(Stream.of(names.retryQueue(), names.reportsQueue()), names.deadLetters().stream())
                .forEach(q -> say("  queue " + q));
        Map<String, String> topics = new LinkedHashMap<>();
        for (Namespace namespace : wanted) {
            String arn = session.asking(c -> AwsBootstrap.topic(c, names, namespace));
            topics.put(namespace.text(), arn);
            say("  topic of " + namespace + ": " + arn);
        }
        Map<String, String> settings = new TreeMap<>(created.settings(names));
        say("");
        say("The functions' settings:");
        settings.forEach((name, value) -> say("  export " + name + "=" + value));
        say("");
        say("'bootstrap remove --run " + run + "' takes all of it away.");
        tell(new Answer(session.where(), run, names.table(), created.streamArn(), topics, settings));
        return ExitCodes.OK;
    }

    private Namespace namespace(String text) {
        try {
            return new Namespace(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--namespace: " + e.getMessage());
        }
    }

    private static void refuseStrangers(List<AwsRuns.Thing> strangers, RunTag tag) {
        if (!strangers.isEmpty()) {
            AwsRuns.Thing one = strangers.get(0);
            throw new BootstrapException(
                    "there is a " + one.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + one.name()
                            + " already that is not tagged " + RunTag.KEY + "=" + tag.run()
                            + ", and may be in use; nothing was made. Give another --run",
                    false);
        }
    }
}
