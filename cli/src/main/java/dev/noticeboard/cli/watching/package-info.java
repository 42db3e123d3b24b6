/** Follows the change log of a namespace. */
@NullMarked
package dev.noticeboard.cli.watching;

import org.jspecify.annotations.NullMarked;
