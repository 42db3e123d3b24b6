package dev.noticeboard.cli;

import dev.noticeboard.schemas.board.DataType;
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

    /** Seconds, with or without a fraction, as a positive duration. */
    static final class Seconds implements ITypeConverter<Duration> {
        /** A day: longer is a mistake in the unit. */
        private static final double MOST = 86_400;

        @Override
        public Duration convert(String text) {
            double seconds;
            try {
                seconds = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                seconds = Double.NaN;
            }
            if (!(seconds >= 0.1 && seconds <= MOST)) {
                throw new TypeConversionException("give seconds, from 0.1 to 86400");
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
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
