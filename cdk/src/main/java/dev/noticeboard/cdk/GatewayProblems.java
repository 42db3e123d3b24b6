package dev.noticeboard.cdk;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.json.Json;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/** What API Gateway answers by itself, in the form of the API's problems, so that a client reads one form of error. */
final class GatewayProblems {
    private static final int TOO_MANY = 429;
    private static final String MEDIA_TYPE = "'" + Problem.MEDIA_TYPE + "'";

    GatewayProblems(RestApi api) {
        answer(
                api,
                "BadBody",
                ResponseType.BAD_REQUEST_BODY,
                problem(
                        400,
                        "malformed-body",
                        "The body is not what is expected",
                        "The body is missing or not the JSON of this request; see its description."));
        answer(
                api,
                "BadParameters",
                ResponseType.BAD_REQUEST_PARAMETERS,
                problem(
                        400,
                        "invalid-request",
                        "The request is not valid",
                        "A query parameter that this request needs is missing; see its description."));
        answer(
                api,
                "TooMany",
                ResponseType.THROTTLED,
                problem(
                        TOO_MANY,
                        "busy",
                        "The board is busy",
                        "More requests came than the API takes at once; try again in a second."));
    }

    private static Problem problem(int status, String type, String title, String detail) {
        return new Problem(Problem.TYPE_BASE + type, title, status, detail, null, null);
    }

    private static void answer(RestApi api, String id, ResponseType type, Problem problem) {
        api.addGatewayResponse(
                id,
                GatewayResponseOptions.builder()
                        .type(type)
                        .statusCode(Integer.toString(problem.status()))
                        .responseHeaders(
                                problem.status() == TOO_MANY
                                        ? Map.of("Content-Type", MEDIA_TYPE, "Retry-After", "'1'")
                                        : Map.of("Content-Type", MEDIA_TYPE))
                        .templates(Map.of("application/json", Json.write(problem)))
                        .build());
    }
}
