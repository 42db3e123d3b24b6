package dev.noticeboard.localstack.launch;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.localstack.bootstrap.AwsSession;
import dev.noticeboard.localstack.bootstrap.BootstrapException;
import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.schemas.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands of the bootstrap share: where they work, how they print and how they end. */
@Command(
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:refused; standard error says why", "2:wrong usage", "3:the endpoint did not answer"
        })
abstract class BootstrapOptions implements Callable<Integer> {
    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "An emulator's. Default: AWS_ENDPOINT_URL, else AWS itself.")
    private @Nullable String endpoint;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Default: AWS_REGION; else us-east-1 at an emulator, the profile's at AWS.")
    private @Nullable String region;

    @Option(names = "--json", description = "Print JSON, one object a line; errors too.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    BootstrapOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Does it, with what was opened. */
    abstract int run(AwsSession session);

    /** Whose things are made, or null where none are. */
    abstract @Nullable RunTag making();

    @Override
    public final Integer call() {
        RunTag run = making();
        URI url = url();
        String in = region == null && url != null ? environment.get("AWS_REGION") : region;
        try (AwsSession session = AwsSession.open(url, in, run)) {
            return run(session);
        } catch (BootstrapException e) {
            complain(e);
            return e.unreachable() ? ExitCodes.UNREACHABLE : ExitCodes.REFUSED;
        }
    }

    private @Nullable URI url() {
        String text = endpoint == null ? environment.get("AWS_ENDPOINT_URL") : endpoint;
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.matches("https?://[^/?#\\s]+/?")) {
            throw wrong("--endpoint-url or AWS_ENDPOINT_URL is http:// or https:// with a host, not " + text);
        }
        return URI.create(text);
    }

    /** @throws ParameterException if it is no id */
    final RunTag tag(String run) {
        try {
            return new RunTag(run);
        } catch (IllegalArgumentException e) {
            throw wrong("--run: " + e.getMessage());
        }
    }

    final ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private void complain(BootstrapException e) {
        var err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(json ? Json.write(Map.of("error", String.valueOf(e.getMessage()))) : "error: " + e.getMessage());
        err.flush();
    }

    /** A line for people; not printed with --json. */
    final void say(String line) {
        if (!json) {
            print(line);
        }
    }

    /** A line for programs; printed with --json only. */
    final void tell(Object answer) {
        if (json) {
            print(Json.write(answer));
        }
    }

    private void print(String line) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
