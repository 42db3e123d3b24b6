/** The JSON form of the records. */
@NullMarked
package dev.noticeboard.schemas.json;

import org.jspecify.annotations.NullMarked;
