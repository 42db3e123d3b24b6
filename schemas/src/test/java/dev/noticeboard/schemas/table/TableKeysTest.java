package dev.noticeboard.schemas.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.name.Limits;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The keys of design.md section 3. */
class TableKeysTest {

    @Property
    void padded_whenComparedAsText_isInTheOrderOfNumbers(
            @ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
        assertEquals(
                Integer.signum(Long.compare(a, b)),
                Integer.signum(TableKeys.padded(a).compareTo(TableKeys.padded(b))));
        assertTrue(TableKeys.padded(a).compareTo(TableKeys.HEAD) < 0, "the head sorts last");
    }

    @Test
    void keys_whenMade_areThoseOfTheDesign() {
        ParameterName name = new ParameterName("/a/b/c");
        assertEquals("log#/a/b", TableKeys.log(name.namespace()));
        assertEquals("ns#/", TableKeys.namespace(new Namespace("/")));
        assertEquals("history#/a/b#/a/b/c", TableKeys.history(name));
        assertEquals("param#/a/b/c", TableKeys.parameter(name));
        assertEquals("schema#/a/b", TableKeys.schema("/a/b"));
        assertEquals("fleet#/a/b", TableKeys.fleet(name.namespace()));
        assertEquals("token#/a/b#me#k", TableKeys.token(name.namespace(), "me", "k"));
        assertThrows(IllegalArgumentException.class, () -> TableKeys.padded(-1));
    }

    @Test
    void parameter_whenTheNameIsAtItsLongest_fitsDynamoDbsKeys() {
        ParameterName name = new ParameterName("/a/b/" + "x".repeat(Limits.NAME_CHARACTERS - 5));
        assertTrue(TableKeys.parameter(name).length() <= 1024, "sort key: 1,024 bytes");
        ParameterName deep = new ParameterName("/" + "a".repeat(1006) + "/b/c");
        assertTrue(TableKeys.history(deep).length() <= 2048, "partition key: 2,048 bytes");
    }
}
