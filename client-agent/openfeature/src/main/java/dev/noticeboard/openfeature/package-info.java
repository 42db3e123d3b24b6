/** OpenFeature's provider over the flags that an agent serves. */
@NullMarked
package dev.noticeboard.openfeature;

import org.jspecify.annotations.NullMarked;
