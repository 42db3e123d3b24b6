/** What all functions share: pauses, backoff, and what may be logged of a fault. */
@NullMarked
package dev.noticeboard.functions.runtime;

import org.jspecify.annotations.NullMarked;
