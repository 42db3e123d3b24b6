package dev.noticeboard.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The grammar of agents' names, and the default: the host's. */
final class AgentId {
    private static final int LONGEST = 128;
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_.-]{1," + LONGEST + "}");

    static String checked(String id) {
        if (!GRAMMAR.matcher(id).matches() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("agentId: is not a plain path segment. Use 1 to " + LONGEST
                    + " of A-Z a-z 0-9 _ . -, for example the host's name.");
        }
        return id;
    }

    static String ofThisHost() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("agentId: this host does not know its own name. Give an agentId.", e);
        }
        String plain = host.replaceAll("[^A-Za-z0-9_.-]", "-");
        return checked(plain.substring(0, Math.min(LONGEST, plain.length())));
    }

    private AgentId() {}
}
