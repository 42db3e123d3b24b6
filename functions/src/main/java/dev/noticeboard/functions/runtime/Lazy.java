package dev.noticeboard.functions.runtime;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, once: what a function never uses costs its start nothing. Thread-safe. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private volatile @Nullable T made;

    /** Made by this; where that throws, the next call tries again. */
    public Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public T get() {
        T found = made;
        return found == null ? makeOnce() : found;
    }

    private synchronized T makeOnce() {
        T found = made;
        if (found == null) {
            found = make.get();
            made = found;
        }
        return found;
    }

    /** Uses it only if it is made already. */
    public void ifMade(Consumer<T> use) {
        T found = made;
        if (found != null) {
            use.accept(found);
        }
    }
}
