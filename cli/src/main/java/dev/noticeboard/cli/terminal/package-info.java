/** What is around a command: its streams, its environment, its clock. */
@NullMarked
package dev.noticeboard.cli.terminal;

import org.jspecify.annotations.NullMarked;
