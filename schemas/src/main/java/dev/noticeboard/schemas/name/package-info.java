/** Names and where they live: parameter, namespace, prefix. */
@NullMarked
package dev.noticeboard.schemas.name;

import org.jspecify.annotations.NullMarked;
