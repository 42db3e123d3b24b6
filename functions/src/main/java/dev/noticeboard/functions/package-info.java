/** The Lambda functions: the five entry points, their settings, and how the rest is wired together. */
@NullMarked
package dev.noticeboard.functions;

import org.jspecify.annotations.NullMarked;
