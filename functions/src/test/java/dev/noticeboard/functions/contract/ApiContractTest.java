package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The harness finds what breaks the contract: a check that never objects holds nothing. */
class ApiContractTest {
    private static final String NS = "/namespaces/billing/prod";
    private static final String COMMITTED =
            "{\"namespace\":\"/billing/prod\",\"revision\":1,\"changed\":true,\"parameters\":[],\"retries\":0}";

    private final ApiContract contract = ApiContract.shared();

    private static Exchange.Request request(String method, String path, Map<String, String> query, String body) {
        return new Exchange.Request(method, NS + path, query, Map.of(), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /parameters/db/x   |             | {\"value\":\"1\",\"type\":null}       | ''",
                "PUT    | /parameters/db/x   |             | {\"value\":1}                         | request/value",
                "PUT    | /parameters/db/x   |             | {}                                    | value",
                "PUT    | /parameters/db/x   |             | {\"value\":\"1\",\"valeu\":\"\"}      | valeu",
                "PUT    | /parameters/db/x   |             | {\"value\":\"1\",\"value\":\"1\"}     | twice",
                "PUT    | /parameters/db/x   |             | {\"value\":\"1\",\"expectedVersion\":1e400} | 64-bit",
                "PUT    | /parameters/db//x  |             | {\"value\":\"1\"}                     | path name",
                "PUT    | /parameters/a/../x |             | {\"value\":\"1\"}                     | path name",
                "PUT    | /parameters/x:1    |             | {\"value\":\"1\"}                     | path name",
                "PUT    | /parameters/x      | dryRun=yes  | {\"value\":\"1\"}                     | query dryRun",
                "GET    | /parameters/x:1    |             | ''                                    | ''",
                "GET    | /list              | limit=1000  | ''                                    | ''",
                "GET    | /list              | limit=1001  | ''                                    | query limit",
                "GET    | /list              | limit=ten   | ''                                    | query limit",
                "GET    | /list              | limt=10     | ''                                    | limt is not known",
                "GET    | /compare           |             | ''                                    | query from is missing",
                "PUT    | /agents/a          |             | ''                                    | ''",
                "PUT    | /agents/a          |             | []                                    | request",
                "PATCH  | /list              |             | ''                                    | no operation",
                "GET    | /elsewhere         |             | ''                                    | no operation",
                "POST   | /changesets        |             | {\"changes\":[]}                      | request/changes",
                "POST   | /changesets        |             | {\"changes\":[{\"kind\":\"delete\",\"name\":\"/a/b/c\"}]} | ''",
                "POST   | /changesets        |             | {\"changes\":[{\"kind\":\"put\",\"name\":\"/a/b/c\"}]}    | request/changes/0",
            })
    void request_whenItBreaksTheContract_isToldWhere(
            String method, String path, String query, String body, String expected) {
        Map<String, String> parameters =
                query == null ? Map.of() : Map.of(query.split("=", -1)[0], query.split("=", -1)[1]);
        List<String> found = contract.violations(request(method, path, parameters, body));
        assertEquals(expected.isEmpty(), found.isEmpty(), found::toString);
        assertTrue(found.toString().contains(expected), found::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json         | good                                                  | ''",
                "200 | text/plain               | good                                                  | Content-Type",
                "200 | application/json         | {}                                                    | revision",
                "201 | application/json         | good                                                  | is not answered 201",
                "409 | application/problem+json | {\"type\":\"conflict\",\"title\":\"t\",\"status\":409,\"detail\":\"d\"}  | ''",
                "409 | application/problem+json | {\"type\":\"conflict\",\"title\":\"t\",\"status\":400,\"detail\":\"d\"}  | answer/status",
                "409 | application/problem+json | {\"type\":\"not-found\",\"title\":\"t\",\"status\":409,\"detail\":\"d\"} | answer/type",
                "429 | application/problem+json | {\"type\":\"busy\",\"title\":\"t\",\"status\":429,\"detail\":\"d\"}      | Retry-After is missing",
                "404 | application/problem+json | {\"type\":\"not-found\",\"title\":\"t\",\"status\":404,\"detail\":\"d\"} | is not answered 404",
            })
    void answer_whenItBreaksTheContract_isToldWhere(int status, String mediaType, String body, String expected) {
        String sent = body.equals("good")
                ? COMMITTED
                : body.replace("\"type\":\"", "\"type\":\"tag:noticeboard.dev,2026:problem/");
        List<String> found = contract.violations(new Exchange(
                request("PUT", "/parameters/x", Map.of(), "{\"value\":\"1\"}"),
                new Exchange.Answer(status, Map.of("content-type", mediaType), sent)));
        assertEquals(expected.isEmpty(), found.isEmpty(), found::toString);
        assertTrue(found.toString().contains(expected), found::toString);
    }

    @Test
    void exchange_whenAWrongRequestIsAccepted_isFound() {
        List<String> found = contract.violations(new Exchange(
                request("PUT", "/parameters/x", Map.of(), "{\"value\":1}"),
                new Exchange.Answer(200, Map.of("Content-Type", "application/json"), COMMITTED)));
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).contains("was accepted"), found::toString);
    }

    @Test
    void exchange_whenTheMethodIsWrong_mustAllowTheRightOnes() {
        String body =
                "{\"type\":\"tag:noticeboard.dev,2026:problem/method-not-allowed\",\"title\":\"t\",\"status\":405,\"detail\":\"d\"}";
        for (Map.Entry<String, Boolean> allow : Map.of("PUT, GET, DELETE", true, "GET, PUT", false, "GET", false)
                .entrySet()) {
            List<String> found = contract.violations(new Exchange(
                    request("PATCH", "/parameters/x", Map.of(), ""),
                    new Exchange.Answer(
                            405, Map.of("Content-Type", "application/problem+json", "Allow", allow.getKey()), body)));
            assertEquals(allow.getValue(), found.isEmpty(), found::toString);
        }
    }
}
