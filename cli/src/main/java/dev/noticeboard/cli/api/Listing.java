package dev.noticeboard.cli.api;

import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that lies below a prefix, as of one revision.
 *
 * @param revision the revision; 0 before the first
 * @param parameters in the order of names
 */
public record Listing(long revision, List<Parameter> parameters) {
    public Listing {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads all pages of a list.
     *
     * @param revision as of when; absent for now
     */
    public static Reply<Listing> read(BoardApi api, Prefix prefix, @Nullable Long revision) {
        List<Parameter> parameters = new ArrayList<>();
        String next = null;
        while (true) {
            Reply<ParameterPage> reply = api.list(prefix, true, revision, next);
            if (reply instanceof Reply.Refused<ParameterPage> refused) {
                return refused.as();
            }
            ParameterPage page = ((Reply.Accepted<ParameterPage>) reply).value();
            parameters.addAll(page.parameters());
            next = page.nextToken();
            if (next == null) {
                return new Reply.Accepted<>(new Listing(page.revision(), parameters));
            }
        }
    }

    /** Without the values, which belong in no log. */
    @Override
    public String toString() {
        return parameters.size() + " parameters as of revision " + revision;
    }
}
