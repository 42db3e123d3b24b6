/** Benchmarks beside others' libraries. */
@NullMarked
package dev.noticeboard.bench;

import org.jspecify.annotations.NullMarked;
