/** The commands that regenerate the figures which the README and {@code docs/} claim, each beside its peer in the same run. */
@NullMarked
package dev.noticeboard.bench;

import org.jspecify.annotations.NullMarked;
