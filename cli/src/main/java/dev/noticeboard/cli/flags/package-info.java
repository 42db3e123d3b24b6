/** Finds feature flags on the board, edits one of them in its document's text, and ramps it. */
@NullMarked
package dev.noticeboard.cli.flags;

import org.jspecify.annotations.NullMarked;
