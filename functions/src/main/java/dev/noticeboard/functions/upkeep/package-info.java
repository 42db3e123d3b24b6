/** What the board does as time goes by: policies of parameters, retention of histories, and the events that tell of it. */
@NullMarked
package dev.noticeboard.functions.upkeep;

import org.jspecify.annotations.NullMarked;
