package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Our own routes, over the wire. */
@Timeout(60)
class NativeRoutesTest {
    private final ServedBoard served = new ServedBoard(Map.of("db/size", "17", "db/host", "h", "top", "t"));

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void parameter_whenServed_isJsonWithItsVersionAndTag() throws Exception {
        HttpResponse<String> answer = served.get("/v1/parameters/sim/prod/db/size");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"name\":\"/sim/prod/db/size\",\"value\":\"17\",\"type\":\"String\",\"dataType\":\"text\",\"version\":1,\"revision\":1}",
                answer.body());
        assertEquals(
                answer.body(),
                served.get("/v1/parameters/%2Fsim%2Fprod%2Fdb%2Fsize").body());
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                served.get("/v1/parameters/sim/prod/db/size", "If-None-Match", tag)
                        .statusCode());
        for (String sent : List.of("*", "W/" + tag, "\"other\", " + tag)) {
            assertEquals(
                    304,
                    served.get("/v1/parameters/sim/prod/db/size", "If-None-Match", sent)
                            .statusCode(),
                    sent);
        }
        assertEquals(
                200,
                served.get("/v1/parameters/sim/prod/db/size", "If-None-Match", "\"broken")
                        .statusCode());
        served.put("db/size", "18");
        assertEquals(
                200,
                served.get("/v1/parameters/sim/prod/db/size", "If-None-Match", tag)
                        .statusCode());
    }

    @Test
    void parameter_whenAskedAsText_isTheBareValue() throws Exception {
        assertEquals(
                "17", served.get("/v1/parameters/sim/prod/db/size?format=text").body());
        assertEquals(
                "17",
                served.get("/v1/parameters/sim/prod/db/size", "Accept", "text/plain")
                        .body());
    }

    @Test
    void parameter_whenNotThere_isAProblemThatSaysWhatIs() throws Exception {
        assertEquals(404, served.get("/v1/parameters/sim/prod/no").statusCode());
        HttpResponse<String> elsewhere = served.get("/v1/parameters/other/prod/x");
        assertEquals(404, elsewhere.statusCode());
        assertTrue(elsewhere.body().contains("It keeps /sim/prod."), elsewhere.body());
        assertEquals(400, served.get("/v1/parameters/a//b").statusCode());
        assertEquals(400, served.get("/v1/parameters/sim/prod/top?vresion=1").statusCode());
        assertEquals(400, served.get("/v1/parameters/sim/prod/top?version=0").statusCode());
        assertEquals(400, served.get("/v1/parameters/sim/prod/top?format=xml").statusCode());
    }

    @Test
    void parameter_ofAnotherVersion_isReadOnceAndThenKept() throws Exception {
        served.put("top", "second");
        assertEquals(
                "t",
                served.get("/v1/parameters/sim/prod/top?version=1&format=text").body());
        served.versions.down = true;
        assertEquals(
                "t",
                served.get("/v1/parameters/sim/prod/top?version=1&format=text").body());
        assertEquals(
                "second",
                served.get("/v1/parameters/sim/prod/top?version=2&format=text").body());
        assertEquals(
                503, served.get("/v1/parameters/sim/prod/db/size?version=9").statusCode());
    }

    @Test
    void list_byPrefix_isOfOneSnapshotInTheOrderOfNames() throws Exception {
        JsonNode all = Json.tree(served.get("/v1/parameters?prefix=/sim/prod").body());
        assertEquals(3, all.path("parameters").size());
        assertEquals(1, all.path("revision").intValue());
        assertEquals(
                "/sim/prod/db/host", all.path("parameters").get(0).path("name").stringValue());
        assertEquals(all, Json.tree(served.get("/v1/parameters").body()));
        JsonNode level = Json.tree(
                served.get("/v1/parameters?prefix=/sim/prod&recursive=false").body());
        assertEquals(1, level.path("parameters").size());
        assertEquals(
                2,
                Json.tree(served.get("/v1/parameters?prefix=%2Fsim%2Fprod%2Fdb").body())
                        .path("parameters")
                        .size());
        String tag = served.get("/v1/parameters").headers().firstValue("ETag").orElseThrow();
        assertEquals(304, served.get("/v1/parameters", "If-None-Match", tag).statusCode());
        assertEquals(404, served.get("/v1/parameters?prefix=/sim/test").statusCode());
        assertEquals(
                400,
                served.get("/v1/parameters?prefix=/sim/prod&recursive=maybe").statusCode());
    }

    @Test
    void changes_afterARevision_nameWhatChangedWithoutValues() throws Exception {
        assertTrue(served.get("/v1/changes?after=1").body().contains("\"reset\":false"));
        served.put("top", "secret");
        HttpResponse<String> answer = served.get("/v1/changes?after=1&waitSeconds=20&namespace=/sim/prod");
        assertTrue(
                answer.body()
                        .endsWith(
                                "\"revision\":2,\"reset\":false,\"changes\":[{\"name\":\"/sim/prod/top\",\"version\":2}]}"),
                answer.body());
        served.put("top", null);
        HttpResponse<String> deleted = served.get("/v1/changes?after=2&waitSeconds=20");
        assertTrue(deleted.body().contains("{\"name\":\"/sim/prod/top\",\"deleted\":true}"), deleted.body());
        assertFalse(answer.body().contains("secret"));
        assertTrue(served.get("/v1/changes?after=0").body().contains("\"reset\":true"));
        assertEquals(400, served.get("/v1/changes").statusCode());
        assertEquals(400, served.get("/v1/changes?after=1&waitSeconds=21").statusCode());
        assertEquals(404, served.get("/v1/changes?after=1&namespace=/sim/test").statusCode());
    }

    @Test
    void healthReadinessStatusAndMetrics_whileServing_sayHowItIsWithoutValues() throws Exception {
        assertEquals("ok\n", served.bare("GET", "/healthz", "").body());
        HttpResponse<String> ready = served.bare("GET", "/readyz", "");
        assertEquals(200, ready.statusCode());
        assertEquals("{\"ready\":true,\"namespaces\":{\"/sim/prod\":\"serving\"}}", ready.body());
        assertTrue(served.get("/v1/status").body().contains("\"state\":\"CURRENT\""));
        served.get("/v1/parameters/sim/prod/top");
        String metrics = served.get("/metrics", "Authorization", "Bearer " + ServedBoard.TOKEN)
                .body();
        assertTrue(
                metrics.contains("noticeboard_http_requests_seconds_count{route=\"parameters\",status=\"200\"} 1"),
                metrics);
        assertTrue(metrics.contains("noticeboard_http_connections"), metrics);
    }

    @Test
    void status_tellsWhichRolloutsAreOpenAndWhetherThisHostIsExposed() throws Exception {
        try (ServedBoard rolling = new ServedBoard(Map.of("a", "old value"))) {
            String id;
            synchronized (rolling.board) {
                id = rolling.board.start(Map.of("a", "new value"), true).id();
                rolling.board.open(id, 100_000, List.of());
            }
            rolling.agents.all().get(0).refreshNow();
            String status = rolling.get("/v1/status").body();
            assertTrue(
                    status.contains("\"rollouts\":[{\"id\":\"" + id
                            + "\",\"step\":1,\"share\":100000,\"exposed\":true,\"names\":[\"/sim/prod/a\"]}]"),
                    status);
            assertFalse(status.contains("value"), status);
            assertTrue(
                    rolling.get("/v1/parameters/sim/prod/a?format=text").body().contains("new value"));
        }
    }

    @Test
    void readiness_whileNothingIsServed_isNotGiven() throws Exception {
        try (ServedBoard empty = new ServedBoard(Map.of())) {
            HttpResponse<String> ready = empty.bare("GET", "/readyz", "");
            assertEquals(503, ready.statusCode());
            assertTrue(ready.body().contains("\"ready\":false"), ready.body());
            assertEquals(200, empty.bare("GET", "/healthz", "").statusCode());
            assertEquals(503, empty.get("/v1/parameters/sim/prod/a").statusCode());
            assertEquals(503, empty.get("/v1/changes?after=0").statusCode());
        }
    }
}
