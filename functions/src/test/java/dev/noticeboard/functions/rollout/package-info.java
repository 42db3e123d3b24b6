/** Tests of rollouts (design, section 5). */
@NullMarked
package dev.noticeboard.functions.rollout;

import org.jspecify.annotations.NullMarked;
