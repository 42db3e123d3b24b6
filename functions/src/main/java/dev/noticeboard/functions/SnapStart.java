package dev.noticeboard.functions;

import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.runtime.RenewedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does around Lambda's snapshot of it: before, it goes its way once, so that the snapshot holds the classes and the compiled code of it;
 * afterwards it draws its random numbers from a new source. Connections need no care: the JDK closes an idle one after 5 s by the clock, and
 * the SDK tries again where one turns out dead; credentials expire by the clock, and none is taken along from the environment. Without
 * SnapStart nobody calls it. Source: AWS Lambda Developer Guide, "Lambda SnapStart runtime hooks for Java".
 */
final class SnapStart implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);
    /** The context holds its resources weakly. */
    private static final List<SnapStart> KEPT = Collections.synchronizedList(new ArrayList<>());

    private final Runnable prime;
    private final RenewedRandom random;

    SnapStart(Runnable prime, RenewedRandom random) {
        this.prime = prime;
        this.random = random;
    }

    /** Has this called by Lambda. */
    void register() {
        KEPT.add(this);
        Core.getGlobalContext().register(this);
    }

    /** Never fails: a snapshot without its priming is slower and as good, while a failed hook would fail the deployment. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            prime.run();
        } catch (RuntimeException e) {
            LOG.warn("priming before the snapshot failed: {}", Faults.describe(e));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        random.renew();
    }
}
