/** Waits for the fleet, and says how far it is. */
@NullMarked
package dev.noticeboard.cli.waiting;

import org.jspecify.annotations.NullMarked;
