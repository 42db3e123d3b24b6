package dev.noticeboard.cdk;

import dev.noticeboard.functions.resource.OnDrift;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;

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

    OnDrift onDrift() {
        return of.onDrift;
    }

    boolean adopt() {
        return of.adopt;
    }

    RemovalPolicy removalPolicy() {
        return of.removalPolicy;
    }

    /** Gathers options. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String value;
        private ParameterType type = ParameterType.STRING;
        private DataType dataType = DataType.TEXT;
        private @Nullable String description;
        private @Nullable String allowedPattern;
        private Map<String, String> tags = Map.of();
        private OnDrift onDrift = OnDrift.FAIL;
        private boolean adopt;
        private RemovalPolicy removalPolicy = RemovalPolicy.DESTROY;

        private Builder(String name, String value) {
            this.name = name;
            this.value = value;
        }

        private Builder(Builder other) {
            this.name = other.name;
            this.value = other.value;
            this.type = other.type;
            this.dataType = other.dataType;
            this.description = other.description;
            this.allowedPattern = other.allowedPattern;
            this.tags = other.tags;
            this.onDrift = other.onDrift;
            this.adopt = other.adopt;
            this.removalPolicy = other.removalPolicy;
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

        /** What an update does where somebody else wrote the parameter since. Default: it fails. */
        public Builder onDrift(OnDrift what) {
            this.onDrift = what;
            return this;
        }

        /** Whether the stack takes a parameter over that exists already. Default: no, its creation fails then. */
        public Builder adopt(boolean yes) {
            this.adopt = yes;
            return this;
        }

        /** What becomes of the parameter when it leaves the stack, or the stack is deleted. Default: it is deleted, unless others wrote it since. */
        public Builder removalPolicy(RemovalPolicy policy) {
            this.removalPolicy = policy;
            return this;
        }

        /** The options. */
        public ParameterProps build() {
            return new ParameterProps(new Builder(this));
        }
    }
}
