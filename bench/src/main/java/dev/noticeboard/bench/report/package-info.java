/** What a measurement found: as a table on the terminal, as JSON beside it, and as a part of a page of the docs. */
@NullMarked
package dev.noticeboard.bench.report;

import org.jspecify.annotations.NullMarked;
