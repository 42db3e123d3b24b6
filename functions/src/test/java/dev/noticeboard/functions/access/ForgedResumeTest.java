package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.noticeboard.functions.api.Calls;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A token that nobody was given takes over nobody's restore. */
class ForgedResumeTest {
    @Test
    void restore_whenTheResumeTokenIsMadeUp_isRefused() {
        SeededBoard board = new SeededBoard();
        String path = "/namespaces/billing/prod/restores/under/db/main";
        String others = "00000000-0000-4000-8000-000000000000";
        for (String made : new String[] {"41 " + others, "1 " + others, "0 " + others}) {
            String token =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(made.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    "400 invalid-request",
                    Calls.refusal(board.send(Request.of("POST", path, Map.of("revision", 0, "resume", token)))));
        }
    }
}
