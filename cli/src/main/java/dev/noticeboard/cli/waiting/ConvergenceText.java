package dev.noticeboard.cli.waiting;

import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.api.Convergence;
import dev.noticeboard.schemas.api.Report;
import java.util.Locale;
import java.util.function.Consumer;

/** Puts a convergence into words: who serves a revision, who does not and why, and how long it took. */
public final class ConvergenceText {
    /** Prints it as an answer. */
    public static void print(Terminal terminal, Convergence c) {
        if (terminal.json()) {
            terminal.jsonLine(c);
            return;
        }
        terminal.line(summary(c));
        details(c, terminal::line);
    }

    /** One line without details. */
    static String summary(Convergence c) {
        String what = "revision " + c.revision() + " of " + c.namespace() + ": ";
        if (c.liveAgents() == 0) {
            return what + "no agent has a lease there; those that only poll are not seen";
        }
        return what + c.serving() + " of " + c.liveAgents() + " live agents serve it"
                + count(c.behindAgents(), " behind")
                + count(c.withheldAgents(), " withholding it")
                + count(c.unhealthyAgents(), " not well");
    }

    private static String count(int agents, String what) {
        return agents == 0 ? "" : ", " + agents + what;
    }

    private static void details(Convergence c, Consumer<String> lines) {
        Consumer<String> line = text -> lines.accept("  " + Printable.oneLine(text));
        c.behind().forEach(b -> line.accept("behind: " + behind(b)));
        more(c.behindAgents() - c.behind().size(), line);
        c.withheld().forEach(w -> line.accept("withheld: " + w.agentId() + ", " + withheld(w.change())));
        more(c.withheldAgents() - c.withheld().size(), line);
        c.unhealthy()
                .forEach(u -> line.accept("not well: " + u.agentId() + (u.detail() == null ? "" : ", " + u.detail())));
        more(c.unhealthyAgents() - c.unhealthy().size(), line);
        Convergence.Times times = c.times();
        if (times != null) {
            lines.accept("time to apply: median " + seconds(times.medianMillis()) + ", 99th percentile "
                    + seconds(times.p99Millis()) + ", last " + seconds(times.lastMillis()) + " (of " + times.agents()
                    + ")");
        }
    }

    private static void more(int agents, Consumer<String> line) {
        if (agents > 0) {
            line.accept("and " + agents + " more");
        }
    }

    private static String behind(Convergence.Behind b) {
        if (b.reportedAt() == null) {
            return b.agentId() + " has not reported";
        }
        return b.agentId()
                + (b.revision() == null ? " in another epoch" : " at revision " + b.revision())
                + ", " + b.state() + ", reported " + b.reportedAt();
    }

    private static String withheld(Report.Withheld w) {
        String range = w.fromRevision() == w.toRevision()
                ? "revision " + w.toRevision()
                : "revisions " + w.fromRevision() + " to " + w.toRevision();
        return range + ": " + w.reason() + " (" + String.join(", ", w.names())
                + (w.moreNames() == 0 ? "" : " and " + w.moreNames() + " more") + ")";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private ConvergenceText() {}
}
