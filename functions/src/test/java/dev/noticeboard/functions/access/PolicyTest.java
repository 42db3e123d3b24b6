package dev.noticeboard.functions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.noticeboard.functions.access.IamSimulator.Question;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the recommended policies grant and deny: IAM judges the ARN, the real handlers do what it lets through. */
class PolicyTest {
    private static final String PLAIN = "plain-paths";
    private static final String ANY_METHOD = "any-method";
    private static final List<String> BUT_A_PART = List.of(Policies.EVERYTHING, "prefix-denied");
    private static final Request NESTED =
            Request.of("PUT", "/namespaces/other/prod/parameters/namespaces/billing/prod/parameters/db/x", "{}");

    private static Optional<Map<Question, Boolean>> answers = Optional.empty();

    @BeforeAll
    static void askOnce() {
        Map<String, Policies.Document> policies = new TreeMap<>(Policies.all());
        policies.put(ANY_METHOD, Policies.allow(Policies.STAGE_ARN + "*/namespaces/billing/prod/parameters/db/*"));
        Set<Question> questions = new LinkedHashSet<>();
        for (Scenario scenario : scenarios()) {
            for (List<Request> requests : List.of(scenario.granted(), scenario.denied(), scenario.tricks())) {
                for (Request request : requests) {
                    for (Reading reading : Reading.values()) {
                        questions.add(new Question(scenario.policies(), reading.arn(request)));
                        questions.add(new Question(plain(scenario), reading.arn(request)));
                    }
                }
            }
        }
        questions.add(new Question(List.of(ANY_METHOD), Reading.RAW.arn(NESTED)));
        questions.add(new Question(List.of("prefix-read-write"), Reading.RAW.arn(NESTED)));
        overcaught().forEach(r -> questions.add(new Question(BUT_A_PART, Reading.RAW.arn(r))));
        answers = IamSimulator.ask(policies, questions);
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    private static List<String> plain(Scenario scenario) {
        List<String> policies = new ArrayList<>(scenario.policies());
        policies.add(PLAIN);
        return policies;
    }

    private static boolean allowed(List<String> policies, Request request, Reading reading) {
        Assumptions.assumeTrue(answers.isPresent(), "no IAM simulator");
        Boolean answer = answers.get().get(new Question(policies, reading.arn(request)));
        return answer != null && answer;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void granted_whenSent_succeeds(Scenario scenario) {
        List<String> failures = new ArrayList<>();
        FreshBoards fresh = new FreshBoards();
        for (Request request : scenario.granted()) {
            for (Reading reading : Reading.values()) {
                if (!allowed(scenario.policies(), request, reading) || !allowed(plain(scenario), request, reading)) {
                    failures.add("denied: " + request);
                }
            }
            APIGatewayProxyResponseEvent answer = fresh.send(request);
            if (answer.getStatusCode() >= 300) {
                failures.add(answer.getStatusCode() + ": " + request);
            }
            SeededBoard.leaks(answer, scenario.secret())
                    .forEach(name -> failures.add("leak of " + name + ": " + request));
        }
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void routesToWhatIsDenied_whenAsked_areDeniedInEveryReading(Scenario scenario) {
        List<String> failures = new ArrayList<>();
        for (Request request : scenario.denied()) {
            for (Reading reading : Reading.values()) {
                if (allowed(scenario.policies(), request, reading)) {
                    failures.add(reading + ": " + request);
                }
            }
        }
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void attacks_whenIamLetsThemThrough_haveNoEffect(Scenario scenario) {
        Attacked board = new Attacked(scenario);
        int sent = 0;
        for (List<Request> attacks : List.of(scenario.denied(), scenario.tricks())) {
            for (Request attack : attacks) {
                for (Reading reading : Reading.values()) {
                    if (allowed(scenario.policies(), attack, reading)) {
                        board.send(attack);
                        sent++;
                        break;
                    }
                }
            }
        }
        board.assertUntouched();
        assertTrue(sent > 0 || scenario.name().startsWith("administrator"), "IAM alone denied everything");
    }

    /** Even if the gateway judged one spelling of a path and passed on another. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void attacks_whenOnlyPlainPathsAreLetThrough_haveNoEffectHoweverTheGatewayReads(Scenario scenario) {
        Attacked board = new Attacked(scenario);
        for (Request attack : scenario.tricks()) {
            for (Reading judged : Reading.values()) {
                if (allowed(plain(scenario), attack, judged)) {
                    for (Reading passed : Reading.values()) {
                        board.send(attack.at(passed.path(attack.path())));
                    }
                }
            }
        }
        board.assertUntouched();
    }

    @Test
    void allow_whenTheMethodIsAWildcard_reachesIntoOtherNamespaces() {
        assertTrue(allowed(List.of(ANY_METHOD), NESTED, Reading.RAW));
        assertFalse(allowed(List.of("prefix-read-write"), NESTED, Reading.RAW));
    }

    /** Names that a Deny over all collections catches besides: docs/access.md tells of them. */
    private static List<Request> overcaught() {
        return List.of(
                Request.of("GET", "/namespaces/billing/prod/parameters/reports/db/secrets"),
                Request.of("GET", "/namespaces/billing/prod/parameters/reports/under/db"));
    }

    @Test
    void deny_whenANameHoldsThePrefixFurtherDown_catchesItToo() {
        overcaught().forEach(r -> assertFalse(allowed(BUT_A_PART, r, Reading.RAW), r.toString()));
    }
}
