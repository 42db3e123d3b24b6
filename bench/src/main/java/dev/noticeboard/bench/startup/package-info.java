/** How large what is deployed is, how long it takes to start and what it needs at rest, beside the least that could do its work. */
@NullMarked
package dev.noticeboard.bench.startup;

import org.jspecify.annotations.NullMarked;
