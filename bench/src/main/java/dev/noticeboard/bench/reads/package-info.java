/** What a read in the application's process costs, beside a map by hand. */
@NullMarked
package dev.noticeboard.bench.reads;

import org.jspecify.annotations.NullMarked;
