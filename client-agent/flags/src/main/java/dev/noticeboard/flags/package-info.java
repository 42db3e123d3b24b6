/** Feature flags in flagd's format: a set is compiled once per change, and evaluated in the process. */
@NullMarked
package dev.noticeboard.flags;

import org.jspecify.annotations.NullMarked;
