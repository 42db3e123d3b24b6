/** The admin commands, one class each, and how they are started. */
@NullMarked
package dev.noticeboard.cli;

import org.jspecify.annotations.NullMarked;
