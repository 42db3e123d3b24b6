package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.sending.InterruptedSendingException;
import dev.noticeboard.cli.sending.Sender;
import dev.noticeboard.cli.terminal.DryRunText;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Surroundings;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.cli.waiting.ConvergenceText;
import dev.noticeboard.cli.waiting.FleetWait;
import dev.noticeboard.cli.waiting.WaitLine;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
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

    private @Nullable Sender sender;

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
        } catch (InterruptedSendingException e) {
            return terminal().error(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Among them: no credentials or no region for an endpoint that must be signed for.
            return terminal().error(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    final BoardApi api() {
        return options.api(command());
    }

    /** Sends writes, and says so once if one must be repeated. */
    final <T> Reply<T> send(Function<String, Reply<T>> request) {
        return sender().send(request, new Runnable() {
            private boolean said;

            @Override
            public void run() {
                if (!said) {
                    terminal().remark("the board is busy or its answer was lost; trying again");
                }
                said = true;
            }
        });
    }

    /**
     * Commits a write, or tries it, and prints what it came to.
     *
     * @param did for example {@code "put /billing/prod/x"}
     */
    final int write(String did, Write write, boolean dryRun) {
        BoardApi api = api();
        Terminal terminal = terminal();
        return dryRun
                ? terminal.conclude(api.dryRun(write), run -> DryRunText.print(terminal, run))
                : terminal.conclude(
                        send(key -> api.commit(write, key)), answer -> CommitText.print(terminal, did, answer));
    }

    /**
     * Commits a write, and waits for the fleet if told to.
     *
     * @param did for example {@code "put /billing/prod/x"}
     */
    final int write(String did, Write write, boolean dryRun, WaitOptions waiting) {
        Duration limit = limit(waiting, dryRun);
        if (limit == null) {
            return write(did, write, dryRun);
        }
        BoardApi api = api();
        Terminal terminal = terminal();
        return terminal.conclude(send(key -> api.commit(write, key)), answer -> {
            CommitText.print(terminal, did, answer);
            return awaitFleet(answer.namespace(), answer.revision(), limit);
        });
    }

    /** How long to wait; null for not at all. */
    final @Nullable Duration limit(WaitOptions waiting, boolean dryRun) {
        if (waiting.limit != null && dryRun) {
            throw usage("--wait waits for what was written, and --dry-run writes nothing; leave one of them out.");
        }
        return waiting.limit;
    }

    /**
     * Waits until all live agents serve a revision, and says how it ended.
     *
     * @param revision absent for the newest now
     * @return {@link ExitCodes#REFUSED} if they do not when the time is over
     */
    final int awaitFleet(Namespace namespace, @Nullable Long revision, Duration limit) {
        Terminal terminal = terminal();
        WaitLine progress = new WaitLine(terminal, surroundings.clock());
        FleetWait wait = new FleetWait(api(), surroundings.pauses(), surroundings.clock());
        Reply<Convergence> reply;
        try {
            reply = wait.until(namespace, revision, limit, progress);
        } finally {
            progress.end();
        }
        return terminal.conclude(reply, c -> {
            ConvergenceText.print(terminal, c);
            return c.converged()
                    ? ExitCodes.OK
                    : terminal.error("the fleet has not converged on revision " + c.revision() + " of " + namespace
                            + " in time; what was written stands");
        });
    }

    /** How wide the terminal is: {@code COLUMNS}, else what picocli finds out. */
    final int columns() {
        String said = surroundings.environment().getOrDefault("COLUMNS", "");
        return said.matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(said)
                : command().usageMessage().width();
    }

    private Sender sender() {
        if (sender == null) {
            sender = new Sender(surroundings.pauses(), surroundings.random());
        }
        return sender;
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
