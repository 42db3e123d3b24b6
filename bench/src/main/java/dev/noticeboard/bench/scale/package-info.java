/** What import, first snapshot and one change cost over the bare DynamoDB calls that each needs, by the size of the namespace; and writers that race. */
@NullMarked
package dev.noticeboard.bench.scale;

import org.jspecify.annotations.NullMarked;
