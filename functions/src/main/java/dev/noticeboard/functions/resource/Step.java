package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.validate.Wish;
import java.util.List;

/** What comes of a request as the board is at this moment. */
sealed interface Step {
    /** There is nothing to write. */
    record Answered(ResourceAnswer answer) implements Step {}

    /**
     * These changes are to be committed, in one change set.
     *
     * @param done what is so then, for people
     */
    record Write(List<Wish> wishes, String done) implements Step {
        public Write {
            wishes = List.copyOf(wishes);
        }
    }
}
