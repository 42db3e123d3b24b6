package dev.noticeboard.agent.daemon.config;

import java.util.List;
import java.util.Map;

/** A YAML or JSON text as a tree, each node with its line from 1. Scalars keep their text as it was written. */
public sealed interface YamlNode {
    /** Its first line. */
    int line();

    /** One text; {@code plain} if it stood without quotes. */
    record Scalar(int line, String text, boolean plain) implements YamlNode {
        /** Without the text, which may be a parameter's value. */
        @Override
        public String toString() {
            return "scalar in line " + line;
        }
    }

    /** In the order of the text. */
    record Block(int line, Map<String, YamlNode> entries) implements YamlNode {}

    record Items(int line, List<YamlNode> items) implements YamlNode {}
}
