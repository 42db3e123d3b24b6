/** The feature flags of an agent's namespace, compiled once per change. */
@NullMarked
package dev.noticeboard.agent.flags;

import org.jspecify.annotations.NullMarked;
