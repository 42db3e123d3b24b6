package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all admin commands share: their common options, and how each kind of failure ends them. */
@Command(
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done as asked",
            "1:refused by the board, or failed; standard error says why",
            "2:the command line is wrong; nothing was sent",
            "3:the endpoint did not answer"
        })
abstract class BoardCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Mixin
    private final EndpointOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    BoardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new EndpointOptions(surroundings.environment());
    }

    /**
     * Does it.
     *
     * @return the exit status
     */
    abstract int run();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (ParameterException e) {
            throw e;
        } catch (ApiUnreachableException e) {
            terminal().error(e.getMessage() + ". Is it running, and is --endpoint right?");
            return ExitCodes.UNREACHABLE;
        } catch (RuntimeException e) {
            // Among them: no credentials or no region for an endpoint that must be signed for.
            return terminal().error(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    final BoardApi api() {
        return options.api(command());
    }

    final Terminal terminal() {
        var line = command().commandLine();
        return new Terminal(
                line.getOut(), line.getErr(), line.getColorScheme(), surroundings.interactive(), options.json);
    }

    /** An error of the command line, which picocli shows with the way to the help. */
    final ParameterException usage(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it runs a command");
        }
        return spec;
    }
}
