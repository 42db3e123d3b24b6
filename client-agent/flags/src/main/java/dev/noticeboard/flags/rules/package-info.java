/** JsonLogic as flagd has it, compiled into closures. */
@NullMarked
package dev.noticeboard.flags.rules;

import org.jspecify.annotations.NullMarked;
