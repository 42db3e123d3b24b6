package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions on an entity tag, in all the forms that flagd takes. */
class EntityTagTest {
    private static final EntityTag TAG = EntityTag.of("body");
    private static final String BARE = TAG.opaque();
    private static final String QUOTED = TAG.quoted();

    @Test
    void tag_ofABody_changesWithIt() {
        assertTrue(QUOTED.matches("\"[0-9a-f]{64}\""), QUOTED);
        assertEquals(TAG, EntityTag.of("body"));
        assertNotEquals(TAG, EntityTag.of("Body"));
    }

    @Test
    void ifNoneMatch_thatNamesTheTag_isMet() {
        for (String value : List.of(
                "*",
                QUOTED,
                BARE,
                "W/" + QUOTED,
                "\"stale\", " + QUOTED,
                QUOTED + ",\"stale\"",
                "W/\"stale\", W/" + QUOTED,
                "\"stale\"," + BARE,
                ", ," + QUOTED,
                "bogus, " + QUOTED,
                "\"a,b\", " + QUOTED)) {
            assertTrue(TAG.isNamedBy(List.of(value)), value);
        }
        assertTrue(TAG.isNamedBy(List.of("\"stale\"", QUOTED)), "repeated fields are one list");
    }

    @Test
    void ifNoneMatch_thatDoesNotNameTheTag_isNotMet() {
        for (String value : List.of(
                "",
                ",",
                "\"stale\", W/\"staler\"",
                "\"" + BARE,
                "*junk",
                "W/*",
                "\"" + BARE + "," + BARE + "\"",
                BARE.substring(1))) {
            assertFalse(TAG.isNamedBy(List.of(value)), value);
        }
        assertFalse(TAG.isNamedBy(List.of()));
    }
}
