/** What the API takes and answers. */
@NullMarked
package dev.noticeboard.schemas.api;

import org.jspecify.annotations.NullMarked;
