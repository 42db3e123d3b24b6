package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that every admin command has: where the board is, and how to print. */
final class EndpointOptions {
    static final String VARIABLE = "NOTICEBOARD_ENDPOINT";
    /** Where {@code noticeboard local} listens unless told otherwise. */
    static final String DEFAULT = "http://127.0.0.1:8787";

    private final Map<String, String> environment;

    @Option(
            names = "--endpoint",
            paramLabel = "URI",
            description = {
                "The board's API. Otherwise $" + VARIABLE + ", otherwise " + DEFAULT + ".",
                "Requests to another host than this one are signed with the AWS SDK's default credentials."
            })
    @Nullable String endpoint;

    @Option(names = "--json", description = "Print answers and errors as JSON, one a line.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    EndpointOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The API at the endpoint.
     *
     * @throws ParameterException if it is no HTTP address
     */
    BoardApi api(CommandSpec command) {
        String variable = environment.get(VARIABLE);
        boolean fromVariable = endpoint == null && variable != null && !variable.isBlank();
        String text = endpoint != null ? endpoint : fromVariable ? String.valueOf(variable) : DEFAULT;
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong(command, fromVariable);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(command, fromVariable);
        }
        return new BoardApi(SigV4ApiClient.of(uri));
    }

    private static ParameterException wrong(CommandSpec command, boolean fromVariable) {
        return new ParameterException(
                command.commandLine(),
                (fromVariable ? "$" + VARIABLE : "--endpoint") + " is no HTTP address. Write for example " + DEFAULT
                        + " or https://abc123.execute-api.eu-west-1.amazonaws.com/prod.");
    }
}
