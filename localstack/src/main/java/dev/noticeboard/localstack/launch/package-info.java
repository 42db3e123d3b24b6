/** The launcher's command line: the admin commands, the agent, the local service and the demonstration under one name. */
@NullMarked
package dev.noticeboard.localstack.launch;

import org.jspecify.annotations.NullMarked;
