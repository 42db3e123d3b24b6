/** Sends a write until it is answered, so that it happens once. */
@NullMarked
package dev.noticeboard.cli.sending;

import org.jspecify.annotations.NullMarked;
