/** Breaks everything around the board and its agents for a while, and checks what they promise and what they answered. */
@NullMarked
package dev.noticeboard.bench.reliability;

import org.jspecify.annotations.NullMarked;
