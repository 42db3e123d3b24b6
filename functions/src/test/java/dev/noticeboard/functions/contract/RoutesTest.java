package dev.noticeboard.functions.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.api.Api;
import dev.noticeboard.functions.api.Apis;
import dev.noticeboard.functions.api.Calls;
import dev.noticeboard.functions.api.Endpoint;
import dev.noticeboard.functions.api.Gateway;
import dev.noticeboard.functions.fleet.Fleets;
import dev.noticeboard.functions.store.FakeBoardStore;
import dev.noticeboard.schemas.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract has the routes that are served and the problems that are answered, no more and no fewer. */
class RoutesTest {
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS");
    static final Map<String, String> VALUES =
            Map.of("application", "billing", "environment", "prod", "name", "x", "prefix", "db", "agentId", "host-1");
    /** A problem is made with its type after its status, or after the base of all types. */
    private static final Pattern TYPE =
            Pattern.compile("(?:(?<!Violation\\.)\\bof\\(\\s*[^,\"]+,\\s*|TYPE_BASE \\+ )\"([a-z-]+)\"");

    private final ApiDocument document = ApiDocument.shared();

    static Endpoint served() {
        ManualTime time = new ManualTime();
        FakeBoardStore board = new FakeBoardStore();
        Api api = Apis.over(board, time);
        return Fleets.and(api, Fleets.over(board, time));
    }

    private static boolean serves(String method, String path) {
        APIGatewayProxyResponseEvent answer = Gateway.handle(Calls.event(method, path, "{}"), served());
        return answer.getStatusCode() != 405
                && !(answer.getStatusCode() == 404 && answer.getBody().contains("There is nothing at"));
    }

    @Test
    void operations_whenEachMethodOfEachRouteIsTried_areThoseThatAreServed() {
        Set<String> served = new TreeSet<>();
        for (String route :
                document.operations().stream().map(o -> o.route().text()).collect(Collectors.toSet())) {
            METHODS.stream()
                    .filter(method -> serves(method, new Route(route).fill(VALUES)))
                    .forEach(method -> served.add(method + " " + route));
        }
        Set<String> described = new TreeSet<>();
        document.operations()
                .forEach(o -> described.add(o.method() + " " + o.route().text()));
        assertEquals(described, served);
    }

    @Test
    void nothing_whenThereIsNothingAtAPath_namesTheCollectionsOfTheContract() {
        Problem problem = Calls.problem(new Calls(served()).send("GET", "/namespaces/billing/prod/other", null));
        Matcher list = Pattern.compile("/ and ([a-z, ]+);").matcher(problem.detail());
        assertTrue(list.find(), problem.detail());
        Set<String> collections = new TreeSet<>();
        document.operations().stream()
                .map(o -> o.route().text().split("/", -1))
                .filter(segments -> segments.length > 4)
                .forEach(segments -> collections.add(segments[4]));
        assertEquals(collections, new TreeSet<>(Arrays.asList(list.group(1).split(",? or |, ", -1))));
    }

    @Test
    void problems_whenMadeAnywhere_areThoseOfTheContract() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("ProblemException")) {
                    TYPE.matcher(source).results().forEach(m -> made.add(m.group(1)));
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        document.root()
                .path("x-problems")
                .forEach(p -> listed.add(p.path("type").asString()));
        assertEquals(listed, made);
    }
}
