/** From the change log's stream to the topic of each namespace, and what happens when that fails. */
@NullMarked
package dev.noticeboard.functions.publish;

import org.jspecify.annotations.NullMarked;
