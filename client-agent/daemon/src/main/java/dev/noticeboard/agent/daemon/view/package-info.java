/** All namespaces at one moment, as templates and processes see them. */
@NullMarked
package dev.noticeboard.agent.daemon.view;

import org.jspecify.annotations.NullMarked;
