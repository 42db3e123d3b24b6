package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.ChangePreview;
import dev.noticeboard.agent.Guard;

/** Asks the guards: answers for all of them, in finite time, and never throws on a guard's account. */
@FunctionalInterface
public interface Judge {
    /**
     * The guards' common answer: the first veto, or acceptance.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted, so that there is no answer
     */
    Guard.Verdict ask(ChangePreview change);
}
