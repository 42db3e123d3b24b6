/** Rollouts (design, section 5): what moves there are, when the conductor makes which, and what it asks before. */
@NullMarked
package dev.noticeboard.functions.rollout;

import org.jspecify.annotations.NullMarked;
