package dev.noticeboard.cli.exporting;

import dev.noticeboard.cli.importing.FileKind;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Parameters as the text of a JSON or YAML file: one field each, so that two files can be compared line by line. */
final class TreeText {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new Quoting())
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.ALLOW_LONG_KEYS)
                    .build())
            .build();

    /** The text in JSON. */
    static String json(List<Parameter> parameters) {
        return ExportTree.of(parameters).entrySet().stream()
                .map(e -> "  " + Json.write(e.getKey()) + ": " + Json.write(e.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /** The text in YAML, with a comment at its top. */
    static String yaml(String comment, List<Parameter> parameters) {
        return "# " + comment + "\n" + YAML.writeValueAsString(ExportTree.of(parameters));
    }

    /** The text of this kind. */
    static String of(FileKind kind, String comment, List<Parameter> parameters) {
        return kind == FileKind.JSON ? json(parameters) : yaml(comment, parameters);
    }

    /** Leaves only those keys without quotes that no version of YAML takes for anything but text; values have them always. */
    private static final class Quoting extends StringQuotingChecker {
        private static final long serialVersionUID = 1L;
        private static final Pattern NAME = Pattern.compile("[/A-Za-z_$][A-Za-z0-9_./$-]*");
        private static final Set<String> WORDS = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

        @Override
        public boolean needToQuoteName(String name) {
            return !NAME.matcher(name).matches() || WORDS.contains(name.toLowerCase(java.util.Locale.ROOT));
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return true;
        }
    }

    private TreeText() {}
}
