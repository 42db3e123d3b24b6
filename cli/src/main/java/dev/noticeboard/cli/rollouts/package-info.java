/** Rollouts: which one is meant, how one is told, drawn and followed. */
@NullMarked
package dev.noticeboard.cli.rollouts;

import org.jspecify.annotations.NullMarked;
