package dev.noticeboard.cli;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.cli.sending.InterruptedSendingException;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.RestoreRequest;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.name.Prefix;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A restore of all below a prefix: sends the request, and sends it on with what the answer asks for, until all is done. What was
 * committed stays so; the same restore, run again, commits only what is left.
 */
final class RestoreRun {
    /** Answers in a row that may commit nothing before the board is taken to be stuck. */
    private static final int IDLE = 3;

    /** Sends a request until it is answered. */
    @FunctionalInterface
    interface Sending {
        Reply<RestoreRequest.Answer> send(Function<String, Reply<RestoreRequest.Answer>> request);
    }

    private final BoardApi api;
    private final Terminal terminal;
    private final Sending sending;
    private int committed;
    private int idle;

    RestoreRun(BoardApi api, Terminal terminal, Sending sending) {
        this.api = api;
        this.terminal = terminal;
        this.sending = sending;
    }

    /** Runs it. @return the exit status */
    int run(Prefix prefix, RestoreRequest first) {
        RestoreRequest request = first;
        while (true) {
            Write write = Write.restore(prefix, request);
            Reply<RestoreRequest.Answer> reply;
            try {
                reply = sending.send(key -> api.restore(write, key));
            } catch (ApiUnreachableException | InterruptedSendingException e) {
                stopped();
                throw e;
            }
            if (reply instanceof Reply.Refused<RestoreRequest.Answer> refused) {
                terminal.refusal(refused);
                return stopped();
            }
            RestoreRequest.Answer answer = ((Reply.Accepted<RestoreRequest.Answer>) reply).value();
            told(prefix, answer);
            if (answer.done()) {
                return ExitCodes.OK;
            }
            idle = answer.committed().isEmpty() ? idle + 1 : 0;
            if (answer.resume() == null || idle == IDLE) {
                terminal.error("the board does not go on with the restore");
                return stopped();
            }
            request = new RestoreRequest(first.revision(), first.why(), answer.resume());
        }
    }

    private void told(Prefix prefix, RestoreRequest.Answer answer) {
        committed += answer.committed().size();
        if (terminal.json()) {
            terminal.jsonLine(answer);
        } else if (!answer.done()) {
            terminal.remark(committed + " of " + answer.parts() + " change sets committed");
        } else {
            String at = newest(answer);
            terminal.line("restore " + prefix + " as of revision " + answer.revision() + ": "
                    + (at == null && committed == 0 ? "already so" : Counted.of(committed, "change set"))
                    + (at == null ? "" : ", revision " + at + " of " + answer.namespace()));
        }
    }

    private static @Nullable String newest(RestoreRequest.Answer answer) {
        return answer.committed().stream()
                .map(CommitAnswer::revision)
                .max(Long::compare)
                .map(String::valueOf)
                .orElse(null);
    }

    private int stopped() {
        return terminal.error("the restore stopped with " + Counted.of(committed, "change set")
                + " of it committed. Run it again to go on.");
    }
}
