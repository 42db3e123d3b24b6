/** Rollouts (design, section 5): when the conductor makes which move, and what it asks before. */
@NullMarked
package dev.noticeboard.functions.rollout;

import org.jspecify.annotations.NullMarked;
