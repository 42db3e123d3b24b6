/** Templates to files: strict, sandboxed, whole or not at all. */
@NullMarked
package dev.noticeboard.agent.daemon.render;

import org.jspecify.annotations.NullMarked;
