/** The agent as a process of its own. */
@NullMarked
package dev.noticeboard.agent.daemon;

import org.jspecify.annotations.NullMarked;
