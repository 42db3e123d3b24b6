/** Makes the board as a file says: compares, plans, shows the plan. */
@NullMarked
package dev.noticeboard.cli.applying;

import org.jspecify.annotations.NullMarked;
