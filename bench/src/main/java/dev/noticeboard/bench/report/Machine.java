package dev.noticeboard.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Where it was measured: absolute times are this machine's.
 *
 * @param cores that the process may use
 * @param memoryGib of the machine, rounded
 * @param system the operating system and its processor's architecture
 * @param java the virtual machine
 */
public record Machine(int cores, long memoryGib, String system, String java) {
    private static final double GIB = 1L << 30;

    /** This one. */
    public static Machine here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / GIB),
                system.getName() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    @Override
    public String toString() {
        return cores + " cores, " + memoryGib + " GiB, " + system + ", " + java;
    }
}
