/** The rules by which notices and reads of the board become snapshots. Plain Java; {@link Sync} holds the essay. */
@NullMarked
package dev.noticeboard.agent.sync;

import org.jspecify.annotations.NullMarked;
