package dev.noticeboard.functions.invoke;

import static dev.noticeboard.functions.store.Fixtures.NS;
import static dev.noticeboard.functions.store.Fixtures.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.FakeHttp;
import dev.noticeboard.functions.FakeHttp.Answered;
import dev.noticeboard.functions.FakeHttp.Asked;
import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.ChangeValidator.Item;
import dev.noticeboard.functions.validate.ChangeValidator.Proposal;
import dev.noticeboard.functions.validate.ChangeValidator.Verdict;
import dev.noticeboard.schemas.board.DataType;
import dev.noticeboard.schemas.board.ParameterType;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Violation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The adapter over the wire, against all that Lambda and a function may answer. */
class AwsLambdaValidatorTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:check:live";
    private static final String SECRET = "m4rk3r";
    private static final Proposal PROPOSAL = new Proposal(
            NS,
            "someone",
            "load",
            List.of(
                    new Item(name("a"), ParameterType.STRING, DataType.INTEGER, SECRET),
                    new Item(name("b"), ParameterType.STRING, DataType.TEXT, null)));

    private final List<Asked> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private Function<Asked, Answered> lambda = asked -> Answered.of(200, "{}");
    private final FakeHttp server = new FakeHttp(asked -> {
        calls.add(asked);
        return lambda.apply(asked);
    });

    private Verdict judge(Duration limit, URI endpoint, Proposal proposal) {
        ChangeValidator validator = AwsLambdaValidator.connect(
                limit,
                builder -> builder.endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        return validator.judge(FUNCTION, proposal);
    }

    private Verdict judge() {
        return judge(Duration.ofSeconds(20), server.endpoint(), PROPOSAL);
    }

    private Verdict answering(String body) {
        lambda = asked -> Answered.of(200, body);
        return judge();
    }

    private String unavailable(Verdict verdict) {
        String reason = assertInstanceOf(Verdict.Unavailable.class, verdict).reason();
        assertFalse(reason.contains(SECRET), reason);
        return reason;
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
    }

    @Test
    void judge_whenAsked_sendsTheProposalOnce() {
        assertInstanceOf(Verdict.Accepted.class, judge());
        assertEquals(1, calls.size());
        Asked asked = calls.get(0);
        assertEquals(
                "/2015-03-31/functions/" + FUNCTION.replace(":", "%3A") + "/invocations",
                asked.uri().getRawPath());
        assertEquals("RequestResponse", asked.headers().get("X-Amz-Invocation-Type"));
        assertEquals(
                Json.tree(
                        "{\"namespace\":\"/billing/prod\",\"by\":\"someone\",\"why\":\"load\",\"changes\":["
                                + "{\"name\":\"/billing/prod/a\",\"kind\":\"put\",\"type\":\"String\",\"dataType\":\"integer\","
                                + "\"value\":\"m4rk3r\"},"
                                + "{\"name\":\"/billing/prod/b\",\"kind\":\"delete\",\"type\":\"String\",\"dataType\":\"text\"}]}"),
                Json.tree(asked.body()));
        judge(Duration.ofSeconds(20), server.endpoint(), new Proposal(NS, "someone", null, PROPOSAL.changes()));
        assertFalse(Json.tree(calls.get(1).body()).has("why"));
    }

    @Test
    void verdict_whenNothingIsAgainstIt_isAccepted() {
        for (String body : List.of("{}", "{\"violations\":[]}", "{\"violations\":null}", "{\"more\":1}")) {
            assertInstanceOf(Verdict.Accepted.class, answering(body), body);
        }
    }

    @Test
    void verdict_whenThereAreViolations_isRefusedWithThem() {
        Verdict verdict = answering("{\"violations\":[{\"name\":\"/billing/prod/a\",\"message\":\"too many\","
                + "\"rule\":\"pool-size\",\"remedy\":\"Use fewer.\"},{\"message\":\"no\"}]}");
        List<Violation> violations =
                assertInstanceOf(Verdict.Refused.class, verdict).violations();
        assertEquals(
                new Violation(
                        "/billing/prod/a",
                        "validator:pool-size",
                        "too many",
                        "Use fewer.",
                        "/billing/prod/a",
                        null,
                        null),
                violations.get(0));
        assertEquals("changes", violations.get(1).field());
        assertEquals("validator", violations.get(1).rule());
        Verdict.Refused cut = assertInstanceOf(
                Verdict.Refused.class, answering("{\"violations\":[{\"message\":\"" + "é".repeat(5000) + "\"}]}"));
        assertEquals(1025, cut.violations().get(0).message().length());
    }

    @Test
    void verdict_whenTheAnswerIsGarbage_isUnavailableAndQuotesNothing() {
        for (String body : List.of(
                "",
                "null",
                SECRET,
                "[\"" + SECRET + "\"]",
                "{\"violations\":\"" + SECRET + "\"}",
                "{\"violations\":{\"" + SECRET + "\":1}}",
                "{\"violations\":[\"" + SECRET + "\"]}",
                "{\"violations\":[{}]}",
                "{\"violations\":[{\"message\":\" \"}]}",
                "{\"violations\":[{\"message\":[\"" + SECRET + "\"]}]}",
                "{\"violations\":[{\"message\":\"x\",\"name\":\"//" + SECRET + "\"}]}",
                "{\"violations\":[{\"message\":\"x\",\"rule\":\"" + SECRET.toUpperCase(Locale.ROOT) + "\"}]}",
                "{\"violations\":[],\"violations\":[]}")) {
            String reason = unavailable(answering(body));
            assertTrue(reason.startsWith("gave an answer that cannot be read: "), reason);
        }
        lambda = asked -> new Answered(200, Map.of(), "{\"\u00ff\":1}", StandardCharsets.ISO_8859_1);
        assertTrue(unavailable(judge()).contains("UTF-8"));
    }

    @Test
    void judge_whenTheFunctionFails_isUnavailable() {
        lambda = asked -> Answered.of(200, "{\"errorMessage\":\"" + SECRET + "\",\"violations\":[]}")
                .with("X-Amz-Function-Error", "Unhandled");
        assertEquals("failed; its own log says why", unavailable(judge()));
    }

    @Test
    void judge_whenLambdaRefuses_saysWhyAndAsksOnce() {
        String error = "{\"Message\":\"" + SECRET + "\"}";
        lambda = asked -> Answered.of(404, error).with("X-Amzn-ErrorType", "ResourceNotFoundException");
        assertEquals("does not exist", unavailable(judge()));
        lambda = asked -> Answered.of(403, error).with("X-Amzn-ErrorType", "AccessDeniedException");
        assertEquals("may not be called by the board", unavailable(judge()));
        lambda = asked -> Answered.of(429, error).with("X-Amzn-ErrorType", "TooManyRequestsException");
        assertEquals("has no capacity at the moment", unavailable(judge()));
        lambda = asked -> Answered.of(500, error).with("X-Amzn-ErrorType", "ServiceException");
        assertEquals("was not run by Lambda", unavailable(judge()));
        assertEquals(4, calls.size());
    }

    @Test
    void judge_whenTheFunctionIsSlow_givesUpAtTheLimitAfterOneCall() {
        lambda = asked -> {
            try {
                assertTrue(over.await(1, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answered.of(200, "{}");
        };
        long before = System.nanoTime();
        String reason = unavailable(judge(Duration.ofMillis(700), server.endpoint(), PROPOSAL));
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(20));
        assertEquals("took longer than 700 ms", reason);
        assertEquals(1, calls.size());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void judge_whenNobodyListens_isUnavailable() {
        URI nobody = server.endpoint();
        server.close();
        assertEquals("could not be reached", unavailable(judge(Duration.ofSeconds(20), nobody, PROPOSAL)));
    }

    @Test
    void judge_whenTheProposalIsTooLarge_isUnavailableWithoutAsking() {
        List<Item> items = Collections.nCopies(
                17, new Item(name("a"), ParameterType.STRING, DataType.TEXT, "\u0001".repeat(64 * 1024)));
        String reason =
                unavailable(judge(Duration.ofSeconds(20), server.endpoint(), new Proposal(NS, "b", null, items)));
        assertTrue(reason.contains("split it"), reason);
        assertEquals(List.of(), calls);
    }
}
