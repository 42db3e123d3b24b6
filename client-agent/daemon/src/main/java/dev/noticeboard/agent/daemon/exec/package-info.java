/** A process with parameters as its environment. */
@NullMarked
package dev.noticeboard.agent.daemon.exec;

import org.jspecify.annotations.NullMarked;
