package dev.noticeboard.cli.flags;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.terminal.Printable;
import dev.noticeboard.cli.terminal.Terminal;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.Prefix;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;

/**
 * Finds the flags that a command means: those of a namespace, below a prefix, or in one parameter.
 *
 * @param api the board
 * @param terminal where to say that there are none
 */
public record FlagFinder(BoardApi api, Terminal terminal) {
    /**
     * Goes on with the parameters that hold flags, or says why it cannot.
     *
     * @return the exit status
     */
    public int documents(Prefix place, ToIntFunction<List<Parameter>> next) {
        return terminal.conclude(Listing.read(api, place, null), listing -> {
            List<Parameter> documents = listing.parameters().stream()
                    .filter(p -> p.dataType() == DataType.FLAGS && p.value() != null)
                    .toList();
            return documents.isEmpty() ? terminal.error(none(place, listing)) : next.applyAsInt(documents);
        });
    }

    private static String none(Prefix place, Listing listing) {
        return listing.parameters().stream()
                .filter(p -> p.name().text().equals(place.text()))
                .map(p -> place.text() + " has the data type " + p.dataType().label()
                        + ", not flags. Put it again with --data-type flags.")
                .findFirst()
                .orElse("there are no flags in " + place.text() + ": no parameter there has the data type flags");
    }

    /**
     * Goes on with one flag, or says why it cannot.
     *
     * @param next takes the flag, and all parameters of the place that hold flags
     * @return the exit status
     */
    public int flag(Prefix place, String key, ToIntBiFunction<FoundFlag, List<Parameter>> next) {
        return documents(place, documents -> {
            List<FoundFlag> found = documents.stream()
                    .flatMap(p -> FoundFlag.in(p, key).stream())
                    .toList();
            if (found.size() == 1) {
                return next.applyAsInt(found.get(0), documents);
            }
            if (found.size() > 1) {
                return terminal.error(Printable.oneLine("flag " + key + " is in several parameters: "
                        + String.join(
                                ", ",
                                found.stream()
                                        .map(f -> f.parameter().name().text())
                                        .toList())
                        + ". Name the one that you mean in place of " + place.text() + "."));
            }
            return terminal.error(Printable.oneLine(
                    "there is no flag " + key + " in " + place.text() + ". " + instead(place, key, documents)));
        });
    }

    private static String instead(Prefix place, String key, List<Parameter> documents) {
        List<String> keys = documents.stream()
                .flatMap(p -> FoundFlag.all(p).stream())
                .map(FoundFlag::key)
                .toList();
        List<String> near = NearNames.of(key, keys);
        return near.isEmpty()
                ? "To see those that are there: flag list " + place.text()
                : "Is it " + String.join(" or ", near) + "?";
    }
}
