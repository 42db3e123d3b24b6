/** Documents of feature flags in flagd's format: what one must be beyond its JSON Schema, and the keys it defines. Plain Java. */
@NullMarked
package dev.noticeboard.schemas.flags;

import org.jspecify.annotations.NullMarked;
