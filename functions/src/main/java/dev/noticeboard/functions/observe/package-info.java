/** What the functions measure and log for those who run the board. */
@NullMarked
package dev.noticeboard.functions.observe;

import org.jspecify.annotations.NullMarked;
