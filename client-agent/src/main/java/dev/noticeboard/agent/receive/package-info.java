/** Push: notices from the agent's queue, by long poll. */
@NullMarked
package dev.noticeboard.agent.receive;

import org.jspecify.annotations.NullMarked;
