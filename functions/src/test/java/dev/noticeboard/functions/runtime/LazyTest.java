package dev.noticeboard.functions.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyTest {
    private final List<Object> made = new ArrayList<>();
    private final Lazy<Object> lazy = new Lazy<>(() -> {
        Object one = new Object();
        made.add(one);
        return one;
    });

    @Test
    void get_whenCalledAgain_givesWhatTheFirstCallMade() {
        assertEquals(List.of(), made);
        assertSame(lazy.get(), lazy.get());
        assertEquals(1, made.size());
    }

    @Test
    void ifMade_beforeAnyGet_makesNothing() {
        List<Object> used = new ArrayList<>();
        lazy.ifMade(used::add);
        assertEquals(List.of(), made);
        assertEquals(List.of(), used);
        Object one = lazy.get();
        lazy.ifMade(used::add);
        assertEquals(List.of(one), used);
    }

    @Test
    void get_whenMakingFailed_triesAgain() {
        List<String> tries = new ArrayList<>();
        Lazy<String> failing = new Lazy<>(() -> {
            tries.add("try");
            if (tries.size() == 1) {
                throw new IllegalStateException("not yet");
            }
            return "made";
        });
        assertThrows(IllegalStateException.class, failing::get);
        assertEquals("made", failing.get());
    }
}
