/** The HTTP client of the API, signed where the endpoint is not local. */
@NullMarked
package dev.noticeboard.schemas.client;

import org.jspecify.annotations.NullMarked;
