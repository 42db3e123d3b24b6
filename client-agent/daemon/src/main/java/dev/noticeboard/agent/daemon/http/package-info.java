/** What the daemon serves to applications in any language: HTTP on loopback or on a Unix socket. */
@NullMarked
package dev.noticeboard.agent.daemon.http;

import org.jspecify.annotations.NullMarked;
