/** What agents and functions compute alike about rollouts. */
@NullMarked
package dev.noticeboard.schemas.rollout;

import org.jspecify.annotations.NullMarked;
