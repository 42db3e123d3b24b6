/** What a namespace was: its parameters as of a revision, how two revisions differ, and the way back. */
@NullMarked
package dev.noticeboard.functions.history;

import org.jspecify.annotations.NullMarked;
