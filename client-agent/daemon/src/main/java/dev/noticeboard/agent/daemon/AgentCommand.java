package dev.noticeboard.agent.daemon;

import dev.noticeboard.agent.AgentOptions;
import dev.noticeboard.agent.AgentStartException;
import dev.noticeboard.agent.ParameterAgent;
import dev.noticeboard.agent.WhenNothingToServe;
import dev.noticeboard.schemas.name.Namespace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The daemon: one agent in a process of its own, which says on standard output what it does. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Keeps a namespace current on this host until it is stopped, and says what changes."
                + " Values are never printed; with --directory they are kept on disk, for the next start.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:stopped in order (by a signal, the system reports the signal instead)",
            "  1:could not start",
            "  2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  noticeboard agent --namespace /billing/prod --region eu-central-1",
            "  noticeboard agent --namespace /shop/prod --endpoint http://127.0.0.1:8787 \\",
            "      --dynamodb-endpoint http://127.0.0.1:8000 --region us-east-1 --directory /var/lib/noticeboard"
        })
public final class AgentCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else
    private CommandSpec spec;

    @Option(
            names = "--namespace",
            required = true,
            paramLabel = "NAMESPACE",
            description = "The namespace to keep current, such as /billing/prod.")
    @SuppressWarnings("NullAway.Init") // required
    private String namespace;

    @Option(
            names = "--table",
            defaultValue = "noticeboard",
            paramLabel = "NAME",
            description = "The DynamoDB table (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String table;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The AWS region (default: as the AWS SDK finds it).")
    private @Nullable String region;

    @Option(
            names = "--endpoint",
            paramLabel = "URI",
            description = "The API's endpoint, for notices. Without it the agent polls only.")
    private @Nullable URI endpoint;

    @Option(names = "--dynamodb-endpoint", paramLabel = "URI", description = "Another DynamoDB than the region's.")
    private @Nullable URI dynamoDbEndpoint;

    @Option(names = "--sqs-endpoint", paramLabel = "URI", description = "Another SQS than the region's.")
    private @Nullable URI sqsEndpoint;

    @Option(
            names = "--agent-id",
            paramLabel = "ID",
            description = "The agent's name in the fleet (default: the host's name).")
    private @Nullable String agentId;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the last known good snapshot is kept, to start from without a network.")
    private @Nullable Path directory;

    @Option(
            names = "--poll-interval",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "The longest time between two polls (default: ${DEFAULT-VALUE}).")
    private double pollInterval;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Ends {@link #call}, as a signal does. Thread-safe. */
    public void stop() {
        stopped.countDown();
    }

    @Override
    public Integer call() {
        Output output = new Output(spec.commandLine().getOut(), json);
        AgentOptions options = options(output);
        ParameterAgent agent;
        try {
            agent = ParameterAgent.start(options);
        } catch (AgentStartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        try (agent) {
            output.status("started", agent.status());
            Thread onSignal = new Thread(() -> output.status("stopped", agent.status()), "noticeboard-stop");
            Runtime.getRuntime().addShutdownHook(onSignal);
            awaitStop();
            Runtime.getRuntime().removeShutdownHook(onSignal);
            output.status("stopped", agent.status());
        }
        return CommandLine.ExitCode.OK;
    }

    private void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AgentOptions options(Output output) {
        AgentOptions.Builder options = AgentOptions.builder()
                .table(table)
                .whenNothingToServe(WhenNothingToServe.FAIL)
                .listener(output::change);
        try {
            options.namespace(new Namespace(namespace))
                    .pollInterval(Duration.ofMillis(Math.round(pollInterval * 1000)));
            if (agentId != null) {
                options.agentId(agentId);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (region != null) {
            options.region(region);
        }
        if (endpoint != null) {
            options.endpoint(endpoint);
        }
        if (dynamoDbEndpoint != null) {
            options.dynamoDbEndpoint(dynamoDbEndpoint);
        }
        if (sqsEndpoint != null) {
            options.sqsEndpoint(sqsEndpoint);
        }
        if (directory != null) {
            options.directory(directory);
        }
        return options.build();
    }
}
