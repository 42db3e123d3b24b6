package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the API refuses by itself, whatever IAM says, and that what only IAM refuses would work without it. */
class ApiRefusalsTest {
    private static final String BASE = "/namespaces/billing/prod";
    private static final String SECRET = "/billing/prod/db/secrets/password";

    static List<Tricks> tricks() {
        return List.of(
                new Tricks("billing/prod", "db/secrets/password", "db/main", "db/main/pool"),
                new Tricks("billing/prod", "db/secrets", "db/main", "db/main/pool"),
                new Tricks("billing/prod", "web/url", "db", "db/main/pool"),
                new Tricks("billing/prod", "web/urls/a", "web/url", "web/url"));
    }

    @Test
    void board_whenSeeded_holdsEverythingThatTheAttacksAreAfter() {
        assertEquals(List.of(), new SeededBoard().notSeeded());
    }

    /** An attack that IAM must deny is one only if it would work. */
    @Test
    void routes_whenNobodyJudges_work() {
        Set<Request> routes = new LinkedHashSet<>();
        for (Scenario scenario : Scenario.all()) {
            routes.addAll(scenario.granted());
            routes.addAll(scenario.denied());
        }
        List<String> failures = new ArrayList<>();
        FreshBoards fresh = new FreshBoards();
        for (Request route : routes) {
            int status = fresh.send(route).getStatusCode();
            if (status >= 300) {
                failures.add(status + " " + route);
            }
        }
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void tricks_whenSent_areRefusedWithoutEffect(Tricks tricks) {
        assertRefused(tricks.refused(), tricks);
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void requestsBesideTheTarget_whenSent_doNotTouchIt(Tricks tricks) {
        SeededBoard board = new SeededBoard();
        Predicate<String> target = target(tricks);
        Map<String, String> before = board.state(target, true);
        List<String> failures = new ArrayList<>();
        for (Request request : tricks.harmless()) {
            SeededBoard.leaks(board.send(request), target).forEach(name -> failures.add(name + " by " + request));
        }
        assertEquals(List.of(), failures);
        assertEquals(before, board.state(target, true));
    }

    private static Predicate<String> target(Tricks tricks) {
        return SeededBoard.fullName(tricks.namespace(), tricks.target())::equals;
    }

    @Test
    void crossings_whenSent_areRefusedWithoutEffect() {
        List<Request> ways = Crossings.between("billing/prod", "billing/test", "db/main/pool");
        assertRefused(ways, new Tricks("billing/test", "db/main/pool", "none", "none"));
    }

    private static void assertRefused(List<Request> requests, Tricks tricks) {
        SeededBoard board = new SeededBoard();
        Predicate<String> all = name -> true;
        Map<String, String> before = board.state(all, true);
        List<String> failures = new ArrayList<>();
        for (Request request : requests) {
            APIGatewayProxyResponseEvent answer = board.send(request);
            if (answer.getStatusCode() < 400 || answer.getStatusCode() >= 500) {
                failures.add(answer.getStatusCode() + " " + request);
            }
            SeededBoard.leaks(answer, all).forEach(name -> failures.add(name + " by " + request));
        }
        assertEquals(List.of(), failures);
        assertEquals(before, board.state(all, true), tricks.toString());
    }

    @Test
    void feedUnderAPrefix_whenOthersChange_namesNoneOfThem() {
        SeededBoard board = new SeededBoard();
        for (Request write : new Routes("billing/prod", "db/secrets/password", List.of("db/secrets")).writes()) {
            board.send(write);
        }
        for (String place : List.of("db/main", "db/secretsx", "db/secret")) {
            String page = board.send(Request.of("GET", BASE + "/changes/under/" + place))
                    .getBody();
            assertFalse(page.contains("db/secrets/") || page.contains("db/secrets\""), page);
        }
    }

    /** Otherwise a dry run would tell at which version a parameter stands that the caller knows nothing of. */
    @Test
    void dryRun_whenItNamesParametersOutsideThePrefix_tellsNothingOfThem() {
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("kind", "put", "name", SECRET, "value", "x", "expectedVersion", 0),
                Map.of("kind", "delete", "name", SECRET, "expectedVersion", 7),
                Map.of("kind", "restore", "name", SECRET, "version", 99),
                Map.of("kind", "label", "name", SECRET, "label", "live", "expectedVersion", 7),
                Map.of("kind", "unlabel", "name", SECRET, "label", "live"))) {
            Request request = Request.of("POST", BASE + "/changesets/under/db/main", Map.of("changes", List.of(change)))
                    .dry();
            APIGatewayProxyResponseEvent answer = new SeededBoard().send(request);
            if (answer.getStatusCode() == 200) {
                JsonNode tried = Json.tree(answer.getBody());
                assertEquals("[]", tried.path("changes").toString(), request.toString());
                assertEquals("[]", tried.path("conflicts").toString(), request.toString());
                assertEquals(
                        "prefix-outside",
                        tried.path("violations").path(0).path("rule").asString());
                assertEquals(1, tried.path("violations").size(), request.toString());
            } else {
                assertEquals("400 invalid-request", Calls.refusal(answer));
            }
        }
    }

    @Test
    void token_whenItNamesAPlaceOutsideThePrefix_leadsNowhere() {
        SeededBoard board = new SeededBoard();
        Predicate<String> outside = name -> !name.startsWith("/billing/prod/db/main/");
        for (String name : SeededBoard.names()) {
            for (String place : List.of("9 " + name, "27 " + name, "0 " + name, name, "9 " + name + "\n")) {
                String token = token(place);
                for (String target : List.of("list/under/db/main?", "compare/under/db/main?from=0&")) {
                    Request request = Request.of("GET", BASE + "/" + target + "nextToken=" + token);
                    APIGatewayProxyResponseEvent answer = board.send(request);
                    assertEquals(List.of(), SeededBoard.leaks(answer, outside), name);
                    if (outside.test(name)) {
                        assertEquals("400 invalid-request", Calls.refusal(answer));
                    }
                }
            }
        }
    }

    @Test
    void restore_whenResumedUnderAnotherPrefix_staysThere() {
        SeededBoard board = new SeededBoard();
        Predicate<String> outside = name -> !name.startsWith("/billing/prod/db/main/");
        Map<String, String> before = board.state(outside, true);
        String resume = token("1 00000000-0000-4000-8000-000000000000");
        Map<String, Object> body = Map.of("revision", 0, "resume", resume);
        board.send(Request.of("POST", BASE + "/restores/under/db/main", body));
        assertEquals(before, board.state(outside, true));
    }

    private static String token(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
