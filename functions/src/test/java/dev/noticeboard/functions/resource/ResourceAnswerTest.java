package dev.noticeboard.functions.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.board.Labels;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests as CloudFormation documents them, and answers that it takes. */
class ResourceAnswerTest {
    private static final Map<String, Object> EVENT = Map.of(
            "RequestType", "Update",
            "RequestId", "r-1",
            "StackId", "arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/51af3dc0",
            "LogicalResourceId", "PoolSize",
            "ResourceType", Resources.PARAMETER,
            "ResponseURL", "https://b.s3.amazonaws.com/x?X-Amz-Signature=secret",
            "PhysicalResourceId", "/a/b/c",
            "ResourceProperties", Map.of("Name", "/a/b/c", "Value", "hunter2"),
            "OldResourceProperties", Map.of("Name", "/a/b/c"));

    @Test
    void json_whenShort_hasAllThatCloudFormationWants() {
        ResourceRequest request = ResourceRequest.read(EVENT);
        JsonNode json = Json.tree(new ResourceAnswer(true, "fine", "/a/b/c", Map.of("Version", "2")).json(request));
        assertEquals("SUCCESS", json.get("Status").asString());
        assertEquals("/a/b/c", json.get("PhysicalResourceId").asString());
        assertEquals(request.stackId(), json.get("StackId").asString());
        assertEquals("r-1", json.get("RequestId").asString());
        assertEquals("PoolSize", json.get("LogicalResourceId").asString());
        assertEquals("2", json.get("Data").get("Version").asString());
    }

    @Test
    void json_whenTheReasonIsLong_isCutToWhatCloudFormationTakes() {
        ResourceRequest request = ResourceRequest.read(EVENT);
        for (String unit : new String[] {"x", "\"", "\n", "ä", "😀"}) {
            String text = ResourceAnswer.failed("/a/b/c", "begin " + unit.repeat(9000))
                    .json(request);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= 4096 && bytes > 3900, () -> unit + " makes " + bytes);
            String reason = Json.tree(text).get("Reason").asString();
            assertTrue(reason.startsWith("begin ") && reason.endsWith(" …"), reason);
        }
    }

    @Test
    void request_whenAFieldIsMissing_isRefusedByItsName() {
        for (String field : new String[] {"RequestType", "RequestId", "StackId", "ResponseURL"}) {
            Map<String, Object> event = new HashMap<>(EVENT);
            event.remove(field);
            MalformedException e = assertThrows(MalformedException.class, () -> ResourceRequest.read(event));
            assertTrue(e.field().equals(field), e::field);
        }
    }

    @Test
    void toString_whenLogged_hasNeitherValueNorUrl() {
        String text = ResourceRequest.read(EVENT).toString();
        assertFalse(text.contains("hunter2") || text.contains("secret"), text);
    }

    @Test
    void label_whateverTheStacksName_isOneAndTellsStacksApart() {
        String label = ResourceRequest.read(EVENT).label();
        assertEquals(Optional.empty(), Labels.check(label));
        assertTrue(label.startsWith("stack.orders."), label);
        Map<String, Object> again = new HashMap<>(EVENT);
        again.put("StackId", "arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/another");
        assertFalse(label.equals(ResourceRequest.read(again).label()));
    }
}
