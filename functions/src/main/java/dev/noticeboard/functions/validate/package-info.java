/** What a caller may write: names, values, and the JSON Schemas bound to prefixes. Plain Java. */
@NullMarked
package dev.noticeboard.functions.validate;

import org.jspecify.annotations.NullMarked;
