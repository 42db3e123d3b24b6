package dev.noticeboard.agent.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.schemas.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes of SSM's protocol: its errors' names, and inputs that no SDK sends. */
@Timeout(60)
class SsmErrorsTest {
    private final ServedBoard served = new ServedBoard(Map.of("a", "secret"));

    @AfterEach
    void close() {
        served.close();
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return served.bare(
                "POST",
                "/",
                body,
                "X-Amz-Target",
                target,
                "Content-Type",
                Answer.AMZ_JSON,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0");
    }

    private void refused(String type, int status, String operation, String body) throws Exception {
        HttpResponse<String> answer = post("AmazonSSM." + operation, body);
        assertEquals(type, Json.tree(answer.body()).path("__type").stringValue(), answer.body());
        assertTrue(!Json.tree(answer.body()).path("message").stringValue().isEmpty());
        assertEquals(status, answer.statusCode());
        assertEquals(
                Answer.AMZ_JSON, answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.headers().firstValue("x-amzn-RequestId").isPresent());
        assertTrue(!answer.body().contains("secret"), answer.body());
    }

    @Test
    void get_fromTheSnapshot_isSsmsJsonWithoutATime() throws Exception {
        HttpResponse<String> answer = post("AmazonSSM.GetParameter", "{\"Name\":\"/sim/prod/a\"}");
        assertEquals(
                "{\"Parameter\":{\"Name\":\"/sim/prod/a\",\"Type\":\"String\",\"Value\":\"secret\",\"Version\":1,"
                        + "\"ARN\":\"arn:aws:ssm:us-east-1:000000000000:parameter/sim/prod/a\",\"DataType\":\"text\"}}",
                answer.body());
        assertEquals(
                200,
                post("AmazonSSM.GetParameter", "{\"Name\":\"/sim/prod/a\",\"Later\":1}")
                        .statusCode());
    }

    @Test
    void errors_haveSsmsNames() throws Exception {
        refused("ParameterNotFound", 400, "GetParameter", "{\"Name\":\"/sim/prod/b\"}");
        refused("ParameterVersionNotFound", 400, "GetParameter", "{\"Name\":\"/sim/prod/a:9\"}");
        refused("ValidationException", 400, "GetParameter", "{}");
        refused("ValidationException", 400, "GetParameter", "{\"Name\":\"\"}");
        refused("ValidationException", 400, "GetParameter", "{\"Name\":\"/sim/prod/a:\"}");
        refused("ValidationException", 400, "GetParameters", "{\"Names\":[]}");
        refused("ValidationException", 400, "GetParametersByPath", "{\"Path\":\"/sim\",\"MaxResults\":0}");
        refused("ValidationException", 400, "GetParametersByPath", "{\"Path\":\"/sim\",\"MaxResults\":99999999999}");
        refused("InvalidNextToken", 400, "GetParametersByPath", "{\"Path\":\"/sim\",\"NextToken\":\"!\"}");
        refused("InvalidFilterKey", 400, "GetParametersByPath", "{\"Path\":\"/sim\",\"ParameterFilters\":[{}]}");
        refused("UnknownOperationException", 400, "PutParameter", "{\"Name\":\"a\",\"Value\":\"secret\"}");
        refused("UnknownOperationException", 400, "", "{}");
        served.versions.down = true;
        refused("InternalServerError", 500, "GetParameter", "{\"Name\":\"/sim/prod/a:9\"}");
    }

    @Test
    void body_thatIsNoInput_isASerializationException() throws Exception {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "null",
            "{\"Name\":1}",
            "{\"Name\":\"a\",\"Name\":\"b\"}",
            "{\"Name\":\"a\",\"WithDecryption\":1}"
        }) {
            refused("SerializationException", 400, "GetParameter", body);
        }
        refused("SerializationException", 400, "GetParameters", "{\"Names\":\"a\"}");
        refused("SerializationException", 400, "GetParameters", "{\"Names\":[1]}");
        refused("SerializationException", 400, "GetParametersByPath", "{\"Path\":\"/a\",\"MaxResults\":\"1\"}");
        refused("SerializationException", 400, "GetParametersByPath", "{\"Path\":\"/a\",\"MaxResults\":1.5}");
    }
}
