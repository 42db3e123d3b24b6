package dev.noticeboard.cli;

import dev.noticeboard.cli.terminal.ExitCodes;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.CommitAnswer;

/** Prints what a write of one thing came to. */
final class CommitText {
    /** @param did for example {@code "put /billing/prod/x"} */
    static int print(Terminal terminal, String did, CommitAnswer answer) {
        if (terminal.json()) {
            terminal.jsonLine(answer);
            return ExitCodes.OK;
        }
        StringBuilder text = new StringBuilder(did).append(answer.changed() ? ": " : ": already so, ");
        answer.parameters()
                .forEach(p -> text.append("version ").append(p.version()).append(", "));
        text.append("revision ").append(answer.revision()).append(" of ").append(answer.namespace());
        if (answer.retries() > 0) {
            text.append(" (after ").append(answer.retries()).append(" lost races)");
        }
        terminal.line(text.toString());
        return ExitCodes.OK;
    }

    private CommitText() {}
}
