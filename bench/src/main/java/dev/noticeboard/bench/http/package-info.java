/** What the agent's local HTTP costs, beside a plain static server of the same bytes. */
@NullMarked
package dev.noticeboard.bench.http;

import org.jspecify.annotations.NullMarked;
