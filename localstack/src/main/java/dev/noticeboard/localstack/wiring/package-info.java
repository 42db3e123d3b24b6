/** What calls the handlers where Lambda is not: the API's front, event source mappings, the schedule. */
@NullMarked
package dev.noticeboard.localstack.wiring;

import org.jspecify.annotations.NullMarked;
