/** What the board holds and sends: parameters, change sets, heads, notices. */
@NullMarked
package dev.noticeboard.schemas.board;

import org.jspecify.annotations.NullMarked;
