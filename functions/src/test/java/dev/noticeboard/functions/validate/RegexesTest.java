package dev.noticeboard.functions.validate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller's expression may cost. */
class RegexesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
                "^.{1,1000}$",
                "^[a-z]{1,63}(\\.[a-z]{1,63}){0,10}$",
                "a{x}",
                "{",
                "[](){1000}]{2}",
                "[[:alpha:]({]{10}",
                "\\Q[({\\E",
            })
    void compile_whenReasonable_compiles(String regex) {
        Regexes.compile(regex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "(((((a{30}){30}){30}){30}){30})",
                "(a{1000}[(]b){1000}",
                "(a{1000}[]()]b){1000}",
                "(a{1000}[[:alpha:](]b){1000}",
                "(a{1000}\\(b){1000}",
                "(\\Q(\\Ea{1000}){1000}",
                "(\\Q[\\Ea{1000}){1000}",
                "(?:a{0,500}b{500,}){4}",
                "(?=a)",
                "(a)\\1",
                "(",
            })
    void compile_whenItWouldGrowOrIsNotRe2_isRefusedAtOnce(String regex) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(PatternSyntaxException.class, () -> Regexes.compile(regex)));
    }

    @Test
    void find_whenTheExpressionIsMalicious_takesLinearTime() {
        String value = "a".repeat(64 * 1024 - 1) + "!";
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertTrue(!Regexes.compile("^(a+)+$").matcher(value).find()));
    }
}
