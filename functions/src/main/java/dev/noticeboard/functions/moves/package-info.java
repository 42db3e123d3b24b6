/** What moves a rollout has, from where each is legal and where it leads. */
@NullMarked
package dev.noticeboard.functions.moves;

import org.jspecify.annotations.NullMarked;
