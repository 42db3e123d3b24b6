/** From a configuration file to committed change sets: read, check, batch, send. */
@NullMarked
package dev.noticeboard.cli.importing;

import org.jspecify.annotations.NullMarked;
