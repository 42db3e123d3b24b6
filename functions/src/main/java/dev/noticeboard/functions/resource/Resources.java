package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Backoff;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.runtime.Pauses;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.validate.SchemaRules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resources that stacks may have of a board, by their types. Every request gets an answer, whatever happens. Thread-safe. */
public final class Resources {
    /** The type of a parameter. */
    public static final String PARAMETER = "Custom::NoticeboardParameter";
    /** The type of a bound schema. */
    public static final String SCHEMA = "Custom::NoticeboardSchema";

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
    private static final Duration PAUSE_BASE = Duration.ofMillis(50);
    private static final Duration PAUSE_CAP = Duration.ofSeconds(2);
    /** Stands for what was never made; CloudFormation wants a name for it all the same. */
    private static final String NOTHING = "nothing";

    private final Map<String, ResourceKind> kinds;

    /** Makes them over a board. */
    public Resources(
            BoardStore store,
            Committer committer,
            SchemaRules rules,
            Clock clock,
            Pauses pauses,
            RandomGenerator random) {
        Attempts attempts = new Attempts(committer, clock, pauses, new Backoff(PAUSE_BASE, PAUSE_CAP, random));
        this.kinds = Map.of(
                PARAMETER, new ParameterResource(store, attempts), SCHEMA, new SchemaResource(store, rules, attempts));
    }

    /** Does what is asked, and says so, or why not. */
    public ResourceAnswer answer(ResourceRequest request) {
        ResourceAnswer answer;
        try {
            answer = work(request);
        } catch (RuntimeException e) {
            LogEvent.RESOURCE_FAILED.in(LOG.atError()).log("the {} failed: {}", request, Faults.describe(e));
            answer = ResourceAnswer.failed(
                    physicalId(request, NOTHING),
                    "the board's function failed with " + e.getClass().getSimpleName()
                            + "; its log has the place, with the event " + LogEvent.RESOURCE_FAILED.key()
                            + ". Deploy again.");
        }
        LOG.info("{}: {}", request, answer.done() ? "done" : "refused");
        // What could not be made has no name that a later delete could take for made.
        return answer.done() ? answer : ResourceAnswer.failed(physicalId(request, NOTHING), answer.reason());
    }

    private ResourceAnswer work(ResourceRequest request) {
        boolean delete = request.kind() == ResourceRequest.Kind.DELETE;
        ResourceKind kind = kinds.get(request.type());
        if (kind == null) {
            String types = String.join(" or ", List.of(PARAMETER, SCHEMA));
            return delete
                    ? ResourceAnswer.done(physicalId(request, NOTHING), "nothing was made of this type", Map.of())
                    : ResourceAnswer.failed(
                            physicalId(request, NOTHING),
                            "there is no resource of the type " + request.type() + ". Write " + types + ".");
        }
        return delete ? kind.delete(request) : kind.write(request);
    }

    /** What CloudFormation knows the resource by already, or is to. */
    static String physicalId(ResourceRequest request, String otherwise) {
        String known = request.physicalId();
        return known != null ? known : otherwise.isEmpty() ? NOTHING : otherwise;
    }
}
