/** Runs benchmarks of JMH as measurements. */
@NullMarked
package dev.noticeboard.bench.jmh;

import org.jspecify.annotations.NullMarked;
