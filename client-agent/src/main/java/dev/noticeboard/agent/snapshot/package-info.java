/** What an agent serves: the immutable snapshot, and its last-known-good copy on disk. */
@NullMarked
package dev.noticeboard.agent.snapshot;

import org.jspecify.annotations.NullMarked;
