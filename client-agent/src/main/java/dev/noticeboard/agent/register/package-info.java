/** The agent's lease: asked for in the background, renewed, given back. */
@NullMarked
package dev.noticeboard.agent.register;

import org.jspecify.annotations.NullMarked;
