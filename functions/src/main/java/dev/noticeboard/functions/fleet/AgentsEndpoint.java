package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.api.Answer;
import dev.noticeboard.functions.api.Call;
import dev.noticeboard.functions.api.Path;
import dev.noticeboard.functions.api.Problems;
import dev.noticeboard.functions.api.Query;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.runtime.Faults;
import dev.noticeboard.functions.store.Outcome;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code …/agents} and {@code …/agents/{agentId}}: an agent registers, renews and leaves, and people see who there is. Thread-safe. */
public final class AgentsEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AgentsEndpoint.class);
    private static final Pattern AGENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    /** Bounds of host tags; source: those of AWS resource tags, of which there may be 50 with keys of 128 and values of 256. */
    private static final int TAGS = 20;

    private static final int TAG_KEY = 128;
    private static final int TAG_VALUE = 256;

    private final Registry registry;
    private final Roster roster;
    private final @Nullable String reportsQueueUrl;

    /**
     * The endpoint over a registry and a roster.
     *
     * @param reportsQueueUrl where agents are told to report; absent for nowhere
     */
    public AgentsEndpoint(Registry registry, Roster roster, @Nullable String reportsQueueUrl) {
        this.registry = registry;
        this.roster = roster;
        this.reportsQueueUrl = reportsQueueUrl;
    }

    Answer answer(Call call, Path path) {
        if (!path.collection().equals("agents") || path.rest().size() > 1) {
            throw Problems.notFound("Agents are at /namespaces/{application}/{environment}/agents/{agentId}.");
        }
        if (path.rest().isEmpty()) {
            if (!call.method().equals("GET")) {
                throw Problems.methodNotAllowed(call.method(), "GET");
            }
            return roster.page(call, path);
        }
        String agentId = path.rest().get(0);
        if (!AGENT_ID.matcher(agentId).matches()) {
            throw Problems.invalidName(Violation.of(
                    "agentId",
                    "name-agent",
                    "the agent id is not one",
                    "Use 1 to 128 characters of a-z A-Z 0-9 _ . and -."));
        }
        new Query(call, Set.of());
        try {
            return switch (call.method()) {
                case "PUT" -> register(call, path, agentId);
                case "GET" -> roster.one(path, agentId);
                case "DELETE" -> leave(call, path, agentId);
                default -> throw Problems.methodNotAllowed(call.method(), "PUT, GET, DELETE");
            };
        } catch (MailboxUnavailableException e) {
            LogEvent.QUEUES_UNAVAILABLE
                    .in(LOG.atWarn())
                    .log("agent {} of {}: {}", agentId, path.namespace(), Faults.describe(e));
            throw Problems.queuesBusy(e.throttled());
        }
    }

    private Answer register(Call call, Path path, String agentId) {
        Registration.Request request = call.body().isEmpty()
                ? new Registration.Request(null, null)
                : Json.readStrict(call.body(), Registration.Request.class);
        Map<String, String> tags = request.hostTags() == null ? Map.of() : request.hostTags();
        check(tags);
        Registry.Result result = registry.register(
                path.namespace(),
                agentId,
                new Registry.Caller(call.principal(), call.callerId()),
                tags,
                Boolean.TRUE.equals(request.newQueue()));
        if (result instanceof Registry.Result.Leased leased) {
            return Answer.ok(new Registration(
                    agentId,
                    path.namespace(),
                    leased.mailbox().queueUrl(),
                    leased.lease().expiresAt(),
                    registry.leaseDuration().toSeconds(),
                    reportsQueueUrl));
        }
        throw result instanceof Registry.Result.Held
                ? Problems.leaseHeld(agentId)
                : Problems.busy(Outcome.Busy.Cause.RACES);
    }

    private Answer leave(Call call, Path path, String agentId) {
        if (!registry.end(path.namespace(), agentId, call.principal())) {
            throw Problems.leaseHeld(agentId);
        }
        return Answer.done();
    }

    private static void check(Map<String, String> tags) {
        List<Violation> violations = new ArrayList<>();
        if (tags.size() > TAGS) {
            violations.add(violation("there are " + tags.size() + " tags", "Use at most " + TAGS + "."));
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > TAG_KEY || value == null || value.length() > TAG_VALUE) {
                violations.add(violation(
                        "a tag's key or value is missing or too long",
                        "Use keys of 1 to " + TAG_KEY + " and values of up to " + TAG_VALUE + " characters."));
            }
        });
        if (!violations.isEmpty()) {
            throw Problems.violations(violations);
        }
    }

    private static Violation violation(String message, String remedy) {
        return Violation.of("hostTags", "host-tags", message, remedy);
    }
}
