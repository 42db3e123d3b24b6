/** The operator's file that wins over the board. */
@NullMarked
package dev.noticeboard.agent.daemon.overrides;

import org.jspecify.annotations.NullMarked;
