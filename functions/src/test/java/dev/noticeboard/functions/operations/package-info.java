/** What every operation of the API does, whichever store is behind it and whichever front is before it. */
@NullMarked
package dev.noticeboard.functions.operations;

import org.jspecify.annotations.NullMarked;
