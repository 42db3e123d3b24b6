package dev.noticeboard.flags.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.flags.Evaluation;
import dev.noticeboard.flags.FlagContext;
import dev.noticeboard.flags.FlagSet;
import dev.noticeboard.flags.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random flag sets, rules and contexts evaluated by us and by flagd's JavaScript evaluator: the same variant, value, reason and error.
 *
 * <p>{@code -Dflags.cases=} sets how many (100,000). The seed is fixed, so that a build says the same twice; {@code -Dflags.seed=} looks
 * elsewhere.
 */
class FlagdCoreIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FLAGS = 5;
    private static final int CONTEXTS = 8;
    private static final int FINDINGS = 5;
    private static final long SEED = 20_261_129L;
    private static final long TIME = 1_790_000_000L;

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void evaluate_whenSetsRulesAndContextsAreRandom_isWhatFlagdEvaluates() throws IOException, InterruptedException {
        long seed = Long.getLong("flags.seed", SEED);
        int cases = Integer.getInteger("flags.cases", 100_000);
        List<String> findings = new ArrayList<>();
        int asked = 0;
        try (Yardstick yardstick = yardstick()) {
            for (int i = 0; asked < cases && findings.size() < FINDINGS; i++) {
                RandomCase random = RandomCase.of(new Random(seed + i), FLAGS, CONTEXTS);
                asked += compare(random, yardstick, "seed " + (seed + i), findings);
            }
        }
        System.out.println("flags: " + asked + " evaluations from seed " + seed + ", as flagd has them: " + outcomes);
        assertTrue(findings.isEmpty(), () -> String.join("\n\n", findings));
        assertTrue(outcomes.size() >= 6, () -> "the generator makes too little: " + outcomes);
    }

    private static Yardstick yardstick() throws InterruptedException {
        try {
            return Yardstick.start();
        } catch (IOException e) {
            System.out.println("SKIPPED: flags are not compared with flagd's own evaluator: " + e.getMessage());
            return Assumptions.abort(e.getMessage());
        }
    }

    private int compare(RandomCase random, Yardstick yardstick, String seed, List<String> findings) throws IOException {
        JsonNode theirs = yardstick.ask(Map.of("set", random.set(), "time", TIME, "evaluations", random.questions()));
        FlagSet ours =
                FlagSet.of(Map.of("random", JSON.writeValueAsString(random.set())), () -> Instant.ofEpochSecond(TIME));
        assertTrue(theirs.isArray(), () -> seed + ": " + theirs);
        for (int i = 0; i < theirs.size() && findings.size() < FINDINGS; i++) {
            RandomCase.Question question = random.questions().get(i);
            // Through JSON, as a context arrives: small numbers as int, others as double.
            @SuppressWarnings("unchecked")
            Map<String, Object> context = JSON.readValue(JSON.writeValueAsString(question.context()), Map.class);
            String our = said(ours.evaluate(question.key(), FlagContext.of(context)));
            String their = said(theirs.get(i));
            outcomes.merge(their.replaceAll(":.*", ""), 1, Integer::sum);
            if (!our.equals(their)) {
                Object flag = ((Map<?, ?>) Objects.requireNonNull(random.set().get("flags"))).get(question.key());
                findings.add(seed + "\n  flagd: " + their + "\n  ours:  " + our + " "
                        + ours.evaluate(question.key(), FlagContext.of(context)) + "\n  flag: "
                        + JSON.writeValueAsString(flag) + "\n  evaluators: "
                        + JSON.writeValueAsString(random.set().get("$evaluators")) + "\n  context: "
                        + JSON.writeValueAsString(context));
                break;
            }
        }
        return theirs.size();
    }

    private static String said(Evaluation evaluation) {
        if (evaluation instanceof Evaluation.Resolved r) {
            return r.reason() + ":" + r.variant() + "=" + number(JSON.valueToTree(r.value()));
        }
        if (evaluation instanceof Evaluation.Failed failed) {
            return Reason.ERROR + " " + failed.code();
        }
        return evaluation.reason() + " by the application";
    }

    private static String said(JsonNode answer) {
        if (answer.has("errorCode")) {
            return "ERROR " + answer.get("errorCode").asString();
        }
        String reason = answer.get("reason").asString();
        return answer.has("variant")
                ? reason + ":" + answer.get("variant").asString() + "=" + number(answer.get("value"))
                : reason + " by the application";
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.valueOf(value.doubleValue()) : value.toString();
    }
}
