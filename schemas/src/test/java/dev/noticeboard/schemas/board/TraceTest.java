package dev.noticeboard.schemas.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the W3C Recommendation "Trace Context", level 1; the examples are its own, and X-Ray's. */
class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + ID + "-00f067aa0ba902b7-01";

    private static String read(String traceparent) {
        return Trace.parse(traceparent, null).map(Trace::traceparent).orElse("none");
    }

    @Test
    void traceparent_whenValid_isTakenAsItIs() {
        assertEquals(PARENT, read(PARENT));
        assertEquals("00-" + ID + "-00f067aa0ba902b7-00", read("00-" + ID + "-00f067aa0ba902b7-00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
            })
    void traceparent_whenInvalid_isIgnored(String text) {
        assertEquals("none", read(text));
    }

    @Test
    void traceparent_whenOfALaterVersion_isTakenForWhatThisOneHasOfIt() {
        assertEquals(PARENT, read("cc-" + ID + "-00f067aa0ba902b7-01-what-the-future-will-be-like"));
        assertEquals(PARENT, read("cc-" + ID + "-00f067aa0ba902b7-01"));
    }

    @Test
    void flags_whenTheyHaveNoMeaning_areSetToZero() {
        assertEquals("00-" + ID + "-00f067aa0ba902b7-03", read("00-" + ID + "-00f067aa0ba902b7-ff"));
        assertEquals("00-" + ID + "-00f067aa0ba902b7-00", read("00-" + ID + "-00f067aa0ba902b7-08"));
    }

    @Test
    void tracestate_whenValid_goesAlongAndIsDroppedOtherwise() {
        for (String good : List.of(
                "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
                "rojo=1, congo=2",
                "fw529a3039@dt=FfnMsIlrKQ",
                "a=1,,b=2",
                "a=" + "x".repeat(200) + ",b=" + "y".repeat(200))) {
            assertEquals(good, Trace.parse(PARENT, good).orElseThrow().tracestate());
        }
        for (String bad : List.of(
                "",
                " ",
                "a",
                "A=1",
                "a=1,a=2",
                "a=1\n",
                "a=ä",
                "a=b=c",
                "a=" + "x".repeat(600),
                String.join(",", Collections.nCopies(300, "")) + "x",
                "a=" + "x".repeat(257) + ",b=1")) {
            assertNull(Trace.parse(PARENT, bad).orElseThrow().tracestate(), bad);
        }
        assertEquals(Optional.empty(), Trace.parse("00", "a=1"), "no tracestate without a traceparent");
    }

    @Test
    void xRaysHeader_whenItHasARoot_isTheSameTrace() {
        assertEquals(
                "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
                Trace.ofXRay("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
                        .orElseThrow()
                        .traceparent());
        assertEquals(
                "00-5759e988bd862e3fe1be46a994272793-e1be46a994272793-00",
                Trace.ofXRay("Self=1-67891234-12456789abcdef012345678; Root=1-5759e988-bd862e3fe1be46a994272793")
                        .orElseThrow()
                        .traceparent());
        for (String none : List.of("", "Root=1-5759e988", "Root=2-5759e988-bd862e3fe1be46a994272793", "x;y=;")) {
            assertEquals(Optional.empty(), Trace.ofXRay(none));
        }
    }

    @Test
    void trace_whenBegun_isValidAndOfItsIdAlone() {
        String id = "0b7c9f5e-2f43-4d2e-9d0b-3b1f6a1f7c55";
        Trace begun = Trace.begun(id);
        assertEquals("00-0b7c9f5e2f434d2e9d0b3b1f6a1f7c55-9d0b3b1f6a1f7c55-00", begun.traceparent());
        assertEquals(Optional.of(begun), begun.valid());
        assertEquals(begun, Trace.begun(id));
        assertEquals(Trace.begun("no id"), Trace.begun("no id").valid().orElseThrow());
        assertNotEquals(Trace.begun("no id"), Trace.begun("another"));
    }
}
