package dev.noticeboard.cdk;

import dev.noticeboard.functions.resource.OnDrift;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;

/**
 * Gathers what parameters and schemas in a stack are told alike: what becomes of them where others wrote, and in the end. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class StackResourceBuilder<B extends StackResourceBuilder<B>> {
    private OnDrift onDrift = OnDrift.FAIL;
    private boolean adopt;
    private RemovalPolicy removalPolicy = RemovalPolicy.DESTROY;

    StackResourceBuilder() {}

    StackResourceBuilder(StackResourceBuilder<?> other) {
        this.onDrift = other.onDrift;
        this.adopt = other.adopt;
        this.removalPolicy = other.removalPolicy;
    }

    abstract B self();

    /** What an update does where somebody else wrote it since. Default: it fails. */
    public final B onDrift(OnDrift what) {
        this.onDrift = what;
        return self();
    }

    /** Whether the stack takes over what exists already. Default: no, its creation fails then. */
    public final B adopt(boolean yes) {
        this.adopt = yes;
        return self();
    }

    /** What becomes of it when it leaves the stack, or the stack is deleted. Default: it goes too, unless others wrote it since. */
    public final B removalPolicy(RemovalPolicy policy) {
        this.removalPolicy = policy;
        return self();
    }

    RemovalPolicy removalPolicy() {
        return removalPolicy;
    }

    /** Adds what the function must know of it to a resource's properties. */
    void addTo(Map<String, Object> properties) {
        properties.put("OnDrift", onDrift.name());
        if (adopt) {
            properties.put("Adopt", "true");
        }
    }
}
