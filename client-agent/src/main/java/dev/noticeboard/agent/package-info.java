/** The agent as an application sees it: start it, read from it, guard it, listen to it, ask how it is. */
@NullMarked
package dev.noticeboard.agent;

import org.jspecify.annotations.NullMarked;
