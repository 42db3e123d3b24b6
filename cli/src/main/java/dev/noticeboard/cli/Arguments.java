package dev.noticeboard.cli;

import dev.noticeboard.cli.api.Reference;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import dev.noticeboard.schemas.name.Violation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the arguments that have a grammar of their own. */
final class Arguments {
    /** A parameter's full name. */
    static final class Name implements ITypeConverter<ParameterName> {
        @Override
        public ParameterName convert(String text) {
            refuse(ParameterName.check(text));
            return new ParameterName(text);
        }
    }

    /** A parameter, or one version of it. */
    static final class Version implements ITypeConverter<Reference> {
        private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

        @Override
        public Reference convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                return Reference.newest(new Name().convert(text));
            }
            ParameterName name = new Name().convert(text.substring(0, colon));
            String selector = text.substring(colon + 1);
            if (!NUMBER.matcher(selector).matches()) {
                refuse(Labels.check(selector)
                        .map(v -> Violation.of(
                                "version",
                                "version-grammar",
                                "what follows the colon is neither a version nor a label",
                                "Write NAME:3 or NAME:stable.")));
            }
            return new Reference(name, selector);
        }
    }

    /** A label. */
    static final class Label implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            refuse(Labels.check(text));
            return text;
        }
    }

    /** A revision: 0 or more. */
    static final class Revision implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                long revision = Long.parseLong(text);
                if (revision >= 0) {
                    return revision;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("a revision is 0 or more");
        }
    }

    /** How long: a whole number and its unit. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h)");
        private static final Duration LONGEST = Duration.ofDays(1);

        @Override
        public Duration convert(String text) {
            Matcher m = TIME.matcher(text);
            if (m.matches()) {
                long number = Long.parseLong(m.group(1));
                Duration time = switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
                if (time.compareTo(LONGEST) <= 0) {
                    return time;
                }
            }
            throw new TypeConversionException("write a whole number and ms, s, m or h, such as 30s or 2m; at most 24h");
        }
    }

    /** A namespace. */
    static final class Space implements ITypeConverter<Namespace> {
        @Override
        public Namespace convert(String text) {
            refuse(Namespace.check(text));
            return new Namespace(text);
        }
    }

    /** Parameter Store's types, by the words of the API. */
    static final class Type implements ITypeConverter<ParameterType>, Iterable<String> {
        @Override
        public ParameterType convert(String text) {
            return ofLabel(ParameterType.values(), ParameterType::label, text);
        }

        @Override
        public Iterator<String> iterator() {
            return labels(ParameterType.values(), ParameterType::label).iterator();
        }
    }

    /** The data types, by the words of the API. */
    static final class Data implements ITypeConverter<DataType>, Iterable<String> {
        @Override
        public DataType convert(String text) {
            return ofLabel(DataType.values(), DataType::label, text);
        }

        @Override
        public Iterator<String> iterator() {
            return labels(DataType.values(), DataType::label).iterator();
        }
    }

    /**
     * What a prefix on the command line means: {@code /}, {@code /a} and {@code /a/b} are whole namespaces, anything longer lies in
     * the namespace of its first two segments.
     *
     * @param namespace where to look for it instead; {@code /billing} makes {@code /billing/x} the parameter of that
     *     name rather than the namespace
     */
    static Prefix prefix(String text, @Nullable Namespace namespace) {
        if (namespace == null && Namespace.check(text).isEmpty()) {
            return Prefix.whole(new Namespace(text));
        }
        if (namespace == null) {
            refuse(ParameterName.check(text).map(v -> v.at("prefix")));
        }
        Namespace home = namespace == null ? new ParameterName(text).namespace() : namespace;
        refuse(Prefix.check(home, text));
        return new Prefix(home, text);
    }

    private static void refuse(Optional<Violation> violation) {
        violation.ifPresent(v -> {
            throw new TypeConversionException(v.line());
        });
    }

    private static <T> T ofLabel(T[] values, Function<T, String> label, String text) {
        return Arrays.stream(values)
                .filter(v -> label.apply(v).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("expected one of " + String.join(", ", labels(values, label))));
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label).toList();
    }

    private Arguments() {}
}
