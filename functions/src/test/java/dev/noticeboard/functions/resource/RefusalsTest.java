package dev.noticeboard.functions.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.store.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every reason for which a write is not made has words of its own. */
class RefusalsTest {
    @Test
    void text_whenWritesAreRefusedForDifferentReasons_saysSomethingElseForEach() {
        List<Outcome> outcomes = Stream.<Outcome>concat(
                        Stream.of(Outcome.Busy.Cause.values()).map(Outcome.Busy::new),
                        Stream.of(
                                new Outcome.Copied(),
                                new Outcome.KeyReused(),
                                new Outcome.Overtaken("The rollout moved."),
                                new Outcome.Unjudged("it timed out.")))
                .toList();
        Set<String> texts = outcomes.stream().map(Refusals::text).collect(Collectors.toSet());
        assertEquals(outcomes.size(), texts.size(), texts.toString());
        assertTrue(Refusals.text(new Outcome.Copied()).contains("new-epoch"));
    }
}
