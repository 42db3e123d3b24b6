/** The daemon's settings: one table, read from flags, environment and a file. */
@NullMarked
package dev.noticeboard.agent.daemon.config;

import org.jspecify.annotations.NullMarked;
