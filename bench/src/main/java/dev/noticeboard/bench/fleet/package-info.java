/** A fleet of real agent cores on virtual time, with AWS's limits and published latencies as the model around them. */
@NullMarked
package dev.noticeboard.bench.fleet;

import org.jspecify.annotations.NullMarked;
