package dev.noticeboard.functions.publish;

import dev.noticeboard.schemas.name.Namespace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of topics and queues, which allow fewer characters than namespaces do, hence hashes.
 *
 * @param prefix begins every name, e.g. {@code noticeboard}
 */
public record ResourceNames(String prefix) {
    /** 104 bits of SHA-256 in hex: no two of a trillion namespaces are expected to meet. */
    private static final int TOPIC_HASH = 26;
    /** Shorter, because a queue's name has 80 characters and a random suffix as well. */
    private static final int QUEUE_HASH = 20;

    /** The topic of a namespace. */
    public String topic(Namespace namespace) {
        return prefix + "-" + hash(namespace.text(), TOPIC_HASH);
    }

    /**
     * A queue of an agent.
     *
     * @param suffix random, since SQS holds a deleted name for 60 s
     */
    public String queue(Namespace namespace, String agentId, String suffix) {
        return prefix + "-" + hash(namespace.text() + "#" + agentId, QUEUE_HASH) + "-" + suffix;
    }

    /** Whether a queue of this name is one of {@link #queue}; others may share the prefix. */
    public boolean isQueue(String name) {
        String head = prefix + "-";
        return name.startsWith(head) && name.substring(head.length()).matches("[0-9a-f]{" + QUEUE_HASH + "}-[0-9a-z]+");
    }

    private static String hash(String text, int characters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, characters);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
