package dev.noticeboard.bench.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read out of what jcmd and the kernel print. */
class MemoryTest {
    private static final String INFO = """
            4711:
             def new generation   total 9792K, used 132K [0x00000000e0000000, 0x00000000e0aa0000, 0x00000000eaaa0000)
              eden space 8704K,   1% used [0x00000000e0000000, 0x00000000e00212b8, 0x00000000e0880000)
              from space 1088K,   0% used [0x00000000e0880000, 0x00000000e0880000, 0x00000000e0990000)
             tenured generation   total 21888K, used 13125K [0x00000000eaaa0000, 0x00000000ec000000, 0x0000000100000000)
               the space 21888K,  59% used [0x00000000eaaa0000, 0x00000000eb771580, 0x00000000eb771600, 0x00000000ec000000)
             Metaspace       used 36245K, committed 36800K, reserved 1114112K
              class space    used 4320K, committed 4608K, reserved 1048576K
            """;

    @Test
    void heap_whenPrintedByTheSerialCollector_isOfBothGenerations() {
        assertEquals((132 + 13_125) * 1024L, Memory.heap(INFO));
    }

    @Test
    void heap_whenPrintedByAnotherCollector_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Memory.heap(" garbage-first heap   total 260096K, used 4021K [0x0, 0x1)"));
    }

    @Test
    void resident_whenTheKernelTellsOrNot_isBytesOrNone() {
        assertEquals(98_304 * 1024L, Memory.resident("Name:\tjava\nVmHWM:\t  99999 kB\nVmRSS:\t   98304 kB\n"));
        assertEquals(0, Memory.resident("Name:\tjava\n"));
    }

    @Test
    void median_whenOddOrEven_isInTheMiddle() {
        assertEquals(3, Median.of(List.of(9, 3, 1), Integer::doubleValue));
        assertEquals(2.5, Median.of(List.of(4, 1, 2, 3), Integer::doubleValue));
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.<Integer>of(), Integer::doubleValue));
    }
}
