package dev.noticeboard.localstack.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.contract.ApiContract;
import dev.noticeboard.functions.contract.ApiDocument;
import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.functions.contract.Operation;
import dev.noticeboard.schemas.api.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is sent to the HTTP front, the answer keeps the contract, is none of 5xx and comes within ten seconds.
 *
 * <p>{@code -Dfuzz.seconds=} sets how long (15), {@code -Dfuzz.seed=} repeats a run.
 */
@ExtendWith(TestCloudParameter.class)
class FuzzIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** After so many different findings it stops. */
    private static final int FINDINGS = 20;

    /** Requests among which every operation has succeeded at least once, or the generator is at fault. */
    private static final int ENOUGH = 2000;

    /** What the front answers by itself, as API Gateway would: the function never sees these requests. */
    private static final Set<String> OF_THE_FRONT =
            Set.of("400 bad-request", "414 uri-too-long", "431 request-header-fields-too-large");

    private final ApiContract contract = ApiContract.shared();
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void answers_whenRequestsAreGeneratedFromTheContract_keepIt(TestCloud cloud) {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 15));
        System.out.println("fuzz: seed " + seed + ", " + time.toSeconds() + " s; -Dfuzz.seed=" + seed + " repeats it");
        Random random = new Random(seed);
        FuzzMemory memory = new FuzzMemory(random);
        try (TestBoard board = new TestBoard(cloud)) {
            run(board.board().endpoint(), random, memory, time);
        }
        int sent = statuses.values().stream().mapToInt(n -> n).sum();
        List<String> missed = memory.neverSucceeded(ApiDocument.shared().operations()).stream()
                .map(Operation::id)
                .toList();
        System.out.println("fuzz: " + sent + " requests, answers by status " + statuses
                + (missed.isEmpty()
                        ? "; every operation succeeded within " + memory.requestsAtLastNew() + " requests"
                        : "; never succeeded: " + missed));
        assertTrue(
                findings.isEmpty(),
                () -> findings.size() + " findings with seed " + seed + ":\n" + String.join("\n\n", findings.values())
                        + "\n");
        assertTrue(sent < ENOUGH || missed.isEmpty(), () -> "too many requests are broken: never succeeded " + missed);
    }

    private void run(URI server, Random random, FuzzMemory memory, Duration time) {
        RawHttp http = new RawHttp(server, LIMIT);
        FuzzRequests requests = new FuzzRequests(ApiDocument.shared(), random, memory);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 1; System.nanoTime() < end && findings.size() < FINDINGS; i++) {
            FuzzRequest request = requests.next();
            List<String> wrong = new ArrayList<>();
            long before = System.nanoTime();
            try {
                Exchange.Answer answer = http.send(request.bytes(server));
                memory.learn(request, answer);
                statuses.merge(answer.status(), 1, Integer::sum);
                wrong.addAll(check(request.seen(), answer, memory));
            } catch (IOException e) {
                wrong.add("no answer: " + e);
            }
            if (System.nanoTime() - before > LIMIT.toNanos()) {
                wrong.add("took longer than " + LIMIT.toSeconds() + " s");
            }
            if (!wrong.isEmpty()) {
                findings.putIfAbsent(
                        kind(request, wrong),
                        "request " + i + ": " + request + "\n  " + String.join("\n  ", wrong) + "\n  again: "
                                + request.repeat(server));
            }
        }
    }

    /** Findings of one kind are told of once. */
    private static String kind(FuzzRequest request, List<String> wrong) {
        String[] segments = request.path().split("/", -1);
        boolean accepted = wrong.get(0).startsWith("was accepted");
        return (accepted && segments.length > 4 ? request.method() + " " + segments[4] : "")
                + wrong.get(0).replaceAll("[0-9]+", "0").replaceAll("query .* is", "query is");
    }

    private List<String> check(Exchange.Request request, Exchange.Answer answer, FuzzMemory memory) {
        List<String> wrong = new ArrayList<>();
        boolean good = contract.violations(request).isEmpty();
        if (answer.status() >= 500) {
            wrong.add("status " + answer.status());
        }
        if (good || !ofTheFront(answer)) {
            wrong.addAll(contract.violations(new Exchange(request, answer)));
        }
        if (!wrong.isEmpty()) {
            wrong.add("answer: " + answer.status() + " " + answer.headers() + " " + cut(answer.body()));
        }
        if (good && answer.status() < 300) {
            ApiDocument.shared()
                    .operation(request.method(), request.path())
                    .ifPresent(o -> memory.succeeded(o, request.path()));
        }
        return wrong;
    }

    private static String cut(String body) {
        return body.length() > 500 ? body.substring(0, 500) + "…" : body;
    }

    private static boolean ofTheFront(Exchange.Answer answer) {
        return OF_THE_FRONT.stream()
                .anyMatch(p -> p.startsWith(answer.status() + " ")
                        && answer.body().contains("\"" + Problem.TYPE_BASE + p.substring(4) + "\""));
    }
}
