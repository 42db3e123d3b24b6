package dev.noticeboard.localstack.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTagTest {
    @ParameterizedTest
    @CsvSource({
        "trial, true",
        "trial-retry, true",
        "trial-, true",
        "trials, false",
        "trial_retry, true",
        "my-trial, false",
        "Trial-retry, false"
    })
    void covers_whenANameOnlyBeginsAlike_saysNo(String name, boolean covered) {
        assertEquals(covered, new RunTag("trial").covers(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "1st", "-abc", "abc-", "Abc", "a_c", "a.c", "abcdefghijklmnopqrstuvwxyz0123456789a"})
    void run_whenItIsNoId_isRefusedWithTheRule(String id) {
        var e = assertThrows(IllegalArgumentException.class, () -> new RunTag(id));
        assertEquals(
                "\"" + id + "\" is not the id of a run: 3 to 36 of a-z 0-9 -, a letter first, no hyphen at the end",
                e.getMessage());
    }

    @Test
    void ofARun_whenTheTagIsAnothersOrNone_saysNo() {
        for (String run : new String[] {null, "", "other", "Trial", "tri"}) {
            assertEquals(
                    false,
                    new AwsRuns.Thing(AwsRuns.Kind.QUEUE, "trial-x", "trial-x", run, true).ofARun(),
                    "tag " + run);
        }
        assertEquals(true, new AwsRuns.Thing(AwsRuns.Kind.QUEUE, "trial-x", "trial-x", "trial", true).ofARun());
    }
}
