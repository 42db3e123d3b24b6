/** Pull: reads of the board itself, jittered, always running. */
@NullMarked
package dev.noticeboard.agent.refresh;

import org.jspecify.annotations.NullMarked;
