/** The API's routes as methods. */
@NullMarked
package dev.noticeboard.cli.api;

import org.jspecify.annotations.NullMarked;
