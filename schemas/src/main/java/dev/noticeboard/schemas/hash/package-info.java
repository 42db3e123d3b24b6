/** The hash by which hosts and users are put into buckets. */
@NullMarked
package dev.noticeboard.schemas.hash;

import org.jspecify.annotations.NullMarked;
