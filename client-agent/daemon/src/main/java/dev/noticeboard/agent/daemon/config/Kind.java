package dev.noticeboard.agent.daemon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The type of a setting.
 *
 * @param type in a word
 * @param range what is allowed, as the table and the errors say it; empty where every text of the type is
 * @param list whether it may be given several times
 * @param accepts whether one text is allowed
 */
record Kind(String type, String range, boolean list, Predicate<String> accepts) {

    static Kind text() {
        return new Kind("text", "not empty", false, t -> !t.isBlank());
    }

    static Kind path() {
        return new Kind("path", "not empty", false, t -> !t.isBlank() && t.indexOf('\0') < 0);
    }

    static Kind uri() {
        return new Kind("URI", "http or https, with a host", false, Kind::isHttp);
    }

    static Kind flag() {
        return new Kind("boolean", "true or false", false, t -> t.equals("true") || t.equals("false"));
    }

    static Kind choice(String... values) {
        return new Kind("choice", String.join(", ", values), false, List.of(values)::contains);
    }

    static Kind integer(int least, int most) {
        return new Kind("integer", least + " to " + most, false, t -> {
            if (!t.matches("[0-9]{1,9}")) {
                return false;
            }
            int n = Integer.parseInt(t);
            return n >= least && n <= most;
        });
    }

    /** @param least and most as {@link Durations} reads them */
    static Kind duration(String least, String most) {
        var from = Durations.parse(least).orElseThrow();
        var to = Durations.parse(most).orElseThrow();
        return new Kind(
                "duration",
                least + " to " + most,
                false,
                t -> Durations.parse(t)
                        .filter(d -> d.compareTo(from) >= 0 && d.compareTo(to) <= 0)
                        .isPresent());
    }

    static Kind matching(String type, String range, String pattern) {
        return new Kind(type, range, false, t -> t.matches(pattern));
    }

    Kind several() {
        return new Kind("list of " + type, range, true, accepts);
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
