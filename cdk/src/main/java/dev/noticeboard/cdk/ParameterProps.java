package dev.noticeboard.cdk;

import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of a parameter in a stack. What is not said is not so: a description that is taken out is removed. Immutable. */
public final class ParameterProps {
    private final Builder of;

    private ParameterProps(Builder of) {
        this.of = of;
    }

    /**
     * Options, one by one.
     *
     * @param name its full name, such as {@code /billing/prod/db/pool-size}; another name replaces the parameter
     * @param value its value, at most 64 KiB of UTF-8. It stands in the template, which is no place for secrets
     */
    public static Builder builder(String name, String value) {
        return new Builder(name, value);
    }

    String name() {
        return of.name;
    }

    String value() {
        return of.value;
    }

    ParameterType type() {
        return of.type;
    }

    DataType dataType() {
        return of.dataType;
    }

    @Nullable String description() {
        return of.description;
    }

    @Nullable String allowedPattern() {
        return of.allowedPattern;
    }

    Map<String, String> tags() {
        return of.tags;
    }

    /** What parameters and schemas are told alike. */
    StackResourceBuilder<?> common() {
        return of;
    }

    /** Gathers options. Not thread-safe. */
    public static final class Builder extends StackResourceBuilder<Builder> {
        private final String name;
        private final String value;
        private ParameterType type = ParameterType.STRING;
        private DataType dataType = DataType.TEXT;
        private @Nullable String description;
        private @Nullable String allowedPattern;
        private Map<String, String> tags = Map.of();

        private Builder(String name, String value) {
            this.name = name;
            this.value = value;
        }

        private Builder(Builder other) {
            super(other);
            this.name = other.name;
            this.value = other.value;
            this.type = other.type;
            this.dataType = other.dataType;
            this.description = other.description;
            this.allowedPattern = other.allowedPattern;
            this.tags = other.tags;
        }

        /** The type. Default: {@code String}. */
        public Builder type(ParameterType ofParameterStore) {
            this.type = ofParameterStore;
            return this;
        }

        /** What the value's text means. Default: {@code text}. */
        public Builder dataType(DataType meaning) {
            this.dataType = meaning;
            return this;
        }

        /** For people; at most 1,024 characters. Default: none. */
        public Builder description(String text) {
            this.description = text;
            return this;
        }

        /** A regular expression (RE2 syntax) that the value must contain a match of. Default: none. */
        public Builder allowedPattern(String pattern) {
            this.allowedPattern = pattern;
            return this;
        }

        /** Tags of the parameter, at most 50; the stack's own are not among them. Default: none. */
        public Builder tags(Map<String, String> ofYours) {
            this.tags = Map.copyOf(new TreeMap<>(ofYours));
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The options. */
        public ParameterProps build() {
            return new ParameterProps(new Builder(this));
        }
    }
}
