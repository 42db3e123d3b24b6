package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.store.BoardStore;
import dev.noticeboard.functions.store.Committer;
import dev.noticeboard.functions.store.Fixtures;
import dev.noticeboard.functions.validate.SchemaRules;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One resource of a stack as CloudFormation would drive it: it keeps the physical id and the properties of what went well, and rolls back what did not. */
final class StackOf {
    private final Resources resources;
    private final String stack;
    private final String logicalId;
    private final String type;
    private int requests;
    private @Nullable String physicalId;
    private Map<String, Object> properties = Map.of();

    StackOf(Resources resources, String stack, String logicalId, String type) {
        this.resources = resources;
        this.stack = stack;
        this.logicalId = logicalId;
        this.type = type;
    }

    static Resources resources(BoardStore store, ManualTime time) {
        Committer committer = Fixtures.committer(store, time, 3);
        return new Resources(store, committer, new SchemaRules(), time, time, new Random(5));
    }

    /** Creates; where that fails, deletes what may have been made, as CloudFormation does. */
    ResourceAnswer create(Map<String, Object> wanted) {
        ResourceAnswer answer = resources.answer(request("Create", wanted, Map.of(), null));
        if (!answer.done()) {
            ResourceAnswer undone = resources.answer(request("Delete", wanted, Map.of(), answer.physicalId()));
            if (!undone.done()) {
                throw new AssertionError("the roll-back of a create failed: " + undone.reason());
            }
            return answer;
        }
        took(wanted, answer);
        return answer;
    }

    /** Updates; where that fails, updates back. */
    ResourceAnswer update(Map<String, Object> wanted) {
        ResourceAnswer answer = resources.answer(request("Update", wanted, properties, physicalId));
        if (!answer.done()) {
            rollBack(wanted, answer.physicalId());
            return answer;
        }
        String replaced = physicalId;
        Map<String, Object> before = properties;
        took(wanted, answer);
        if (replaced != null && !replaced.equals(physicalId)) {
            ResourceAnswer removed = resources.answer(request("Delete", before, Map.of(), replaced));
            if (!removed.done()) {
                throw new AssertionError("the clean-up failed: " + removed.reason());
            }
        }
        return answer;
    }

    /** Updates, and rolls back because another resource of the stack fails. */
    ResourceAnswer updateInVain(Map<String, Object> wanted) {
        ResourceAnswer answer = resources.answer(request("Update", wanted, properties, physicalId));
        if (!answer.done()) {
            throw new AssertionError("the update itself failed: " + answer.reason());
        }
        rollBack(wanted, answer.physicalId());
        if (!answer.physicalId().equals(physicalId)) {
            resources.answer(request("Delete", wanted, Map.of(), answer.physicalId()));
        }
        return answer;
    }

    private void rollBack(Map<String, Object> from, String id) {
        ResourceAnswer back = resources.answer(request("Update", properties, from, id));
        if (!back.done()) {
            throw new AssertionError("the roll-back failed: " + back.reason());
        }
    }

    ResourceAnswer delete() {
        return resources.answer(request("Delete", properties, Map.of(), physicalId));
    }

    private void took(Map<String, Object> wanted, ResourceAnswer answer) {
        physicalId = answer.physicalId();
        properties = wanted;
    }

    ResourceRequest request(String kind, Map<String, Object> wanted, Map<String, Object> before, @Nullable String id) {
        requests++;
        Map<String, Object> event = new HashMap<>();
        event.put("RequestType", kind);
        event.put("RequestId", logicalId + "-" + requests);
        event.put("StackId", "arn:aws:cloudformation:eu-west-1:123456789012:stack/" + stack + "/51af3dc0-0d77");
        event.put("LogicalResourceId", logicalId);
        event.put("ResourceType", type);
        event.put("ResponseURL", "https://example.amazonaws.com/answer");
        if (id != null) {
            event.put("PhysicalResourceId", id);
        }
        event.put("ResourceProperties", wanted);
        if (!before.isEmpty()) {
            event.put("OldResourceProperties", before);
        }
        return ResourceRequest.read(event);
    }

    /** Properties of a parameter, with others beside name and value. */
    static Map<String, Object> parameter(String name, String value, String... others) {
        return with(Map.of("ServiceToken", "arn:aws:lambda:x", "Name", name, "Value", value), others);
    }

    static Map<String, Object> schema(String prefix, String schema, String... others) {
        return with(
                Map.of(
                        "ServiceToken",
                        "arn:aws:lambda:x",
                        "Namespace",
                        "/billing/prod",
                        "Prefix",
                        prefix,
                        "Schema",
                        schema),
                others);
    }

    private static Map<String, Object> with(Map<String, Object> some, String... others) {
        Map<String, Object> properties = new LinkedHashMap<>(some);
        for (int i = 0; i < others.length; i += 2) {
            properties.put(others[i], others[i + 1]);
        }
        return properties;
    }
}
