/** From parameters to a configuration file that an import reads back to the same parameters. */
@NullMarked
package dev.noticeboard.cli.exporting;

import org.jspecify.annotations.NullMarked;
