/** What evaluating a flag costs, beside LaunchDarkly's SDK and flagd's provider. */
@NullMarked
package dev.noticeboard.bench.flags;

import org.jspecify.annotations.NullMarked;
