/** Other processes and files of the host, behind ports. */
@NullMarked
package dev.noticeboard.agent.daemon.process;

import org.jspecify.annotations.NullMarked;
