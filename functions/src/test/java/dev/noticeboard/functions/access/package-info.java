/** Who may do what: the recommended policies, what they grant over the API, and every way around them. */
@NullMarked
package dev.noticeboard.functions.access;

import org.jspecify.annotations.NullMarked;
