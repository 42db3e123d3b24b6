package dev.noticeboard.agent.daemon.exec;

import dev.noticeboard.agent.daemon.config.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of environment variables for names of parameters: the stripped prefix is left out, every character but letters, digits
 * and {@code _} becomes {@code _}, and a name that begins with a digit gets a {@code _} before it (POSIX names).
 *
 * @param strips prefixes that are left out, the longest that fits; what lies under none keeps its whole name
 * @param upcase whether names are in upper case
 */
public record EnvNames(List<String> strips, boolean upcase) {
    /** The longest {@code NAME=value} that Linux takes: MAX_ARG_STRLEN, 32 pages of 4 KiB, its end included (execve(2)). */
    private static final int LONGEST = 131_071;

    public EnvNames {
        strips = List.copyOf(strips);
    }

    String variable(String name) {
        String rest = name;
        int longest = 0;
        for (String strip : strips) {
            String start = strip.endsWith("/") ? strip : strip + "/";
            if (name.startsWith(start) && start.length() > longest) {
                longest = start.length();
                rest = name.substring(longest);
            }
        }
        String plain = (rest.startsWith("/") ? rest.substring(1) : rest).replaceAll("[^A-Za-z0-9_]", "_");
        String variable = Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        return upcase ? variable.toUpperCase(Locale.ROOT) : variable;
    }

    /**
     * The environment of these parameters.
     *
     * @throws ConfigException if two get one name, or a value cannot be in an environment; names them, never the value
     */
    Map<String, String> environment(Map<String, String> values) {
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> from = new TreeMap<>();
        values.forEach((name, text) -> {
            String variable = variable(name);
            String other = from.put(variable, name);
            if (other != null) {
                throw new ConfigException(
                        other + " and " + name + " both become " + variable + ". Choose with --prefix, or rename one.");
            }
            if (text.indexOf('\0') >= 0) {
                throw new ConfigException(
                        name + ": holds a NUL character, which no environment can. Leave it out with" + " --prefix.");
            }
            int bytes = (variable + "=" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                throw new ConfigException(name + ": takes " + bytes + " bytes as a variable, and " + LONGEST
                        + " is the most. Render it to a file.");
            }
            environment.put(variable, text);
        });
        return environment;
    }
}
