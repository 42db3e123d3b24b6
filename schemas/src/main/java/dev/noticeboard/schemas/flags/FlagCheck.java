package dev.noticeboard.schemas.flags;

import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Violation;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a document of flags must be beyond its JSON Schema ({@code flags.schema.json} beside this class): one JSON text without a
 * field twice, references that lead to evaluators and not round in circles, rules of a bounded size, variants that exist, a
 * bucketing that is known. What the schema alone can say is not said again, and nothing here depends on its having been asked.
 *
 * <p>A violation's field is {@code value}, its place a JSON Pointer into the document. It names flags, evaluators, variants and
 * operators, never the value of a variant.
 */
public final class FlagCheck {
    /** The rule of what is no JSON; nothing else is said then. */
    public static final String NO_JSON = "flags-json";

    /** The rule of what is nested too deeply for anything else to be said of it. */
    public static final String TOO_DEEP = "rule-depth";

    /** The most violations that are told of one document. Our choice: nobody reads more, and a change set may have 48 documents. */
    public static final int MOST = 100;

    /** The most levels of a rule with its evaluators in place. Our choice, far beyond what a person writes. */
    public static final int LEVELS = Rules.LEVELS;

    /** The most JSON values of a rule with its evaluators in place. Our choice, so that evaluators cannot multiply. */
    public static final int NODES = Evaluators.NODES;

    private static final String REMEDY_BUCKETING = "Leave it out or write " + Bucketing.FLAGD_V2
            + ": to evaluate by another would move subjects to other variants.";

    /** What is wrong; at most {@link #MOST} violations. */
    public static List<Violation> check(String text) {
        try {
            return check(Json.tree(text));
        } catch (MalformedException e) {
            return List.of(Violation.of(
                    "value",
                    NO_JSON,
                    "the document " + e.getMessage(),
                    "Write one JSON text (RFC 8259), no field twice."));
        }
    }

    /** What is wrong with a document that {@link Json#tree} has read. */
    public static List<Violation> check(JsonNode root) {
        FlagDocument document = FlagDocument.of(root);
        Findings findings = new Findings();
        Rules rules = new Rules(document.evaluators().keySet(), findings);
        document.evaluators().forEach((name, rule) -> rules.check(rule, Place.of("$evaluators", name)));
        document.flags()
                .forEach((key, flag) -> rules.check(flag.path("targeting"), Place.of("flags", key, "targeting")));
        if (!rules.tooDeep()) {
            Evaluators evaluators = new Evaluators(document.evaluators(), findings);
            document.flags().forEach((key, flag) -> flag(Place.of("flags", key), flag, evaluators, findings));
        }
        bucketing(Place.of("metadata"), document.metadata(), findings);
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            numbers(Place.of(field.getKey()), field.getValue(), findings);
        }
        return findings.all();
    }

    private static void flag(Place place, JsonNode flag, Evaluators evaluators, Findings findings) {
        bucketing(place.in("metadata"), flag.path("metadata"), findings);
        JsonNode variants = flag.path("variants");
        JsonNode targeting = flag.path("targeting");
        boolean bounded = targeting.isMissingNode() || evaluators.bounded(targeting, place.in("targeting"));
        if (!variants.isObject()) {
            return;
        }
        JsonNode byDefault = flag.path("defaultVariant");
        if (byDefault.isString() && !variants.has(byDefault.stringValue())) {
            findings.add(
                    place.in("defaultVariant"),
                    "default-variant",
                    "the default variant " + Findings.quoted(byDefault.stringValue())
                            + " is none of the flag's variants",
                    "Name one of them, or leave it out for the default of the code.");
        }
        if (bounded) {
            new Results(variants, evaluators, findings).check(targeting, place.in("targeting"));
        }
    }

    /** Every evaluator has numbers as doubles, of which the largest is about 1.8e308. */
    private static void numbers(Place place, JsonNode node, Findings findings) {
        if (node.isNumber() && Double.isInfinite(node.decimalValue().doubleValue())) {
            findings.add(
                    place,
                    "number-range",
                    "the number is beyond the range of a double (IEEE 754)",
                    "Write one from -1.7e308 to 1.7e308, or a text.");
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            numbers(place.in(i), node.path(i), findings);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            numbers(place.in(field.getKey()), field.getValue(), findings);
        }
    }

    private static void bucketing(Place metadata, JsonNode node, Findings findings) {
        JsonNode name = node.path(Bucketing.FIELD);
        boolean known = name.isString() && name.stringValue().equals(Bucketing.FLAGD_V2);
        if (!name.isMissingNode() && !known) {
            findings.add(
                    metadata.in(Bucketing.FIELD),
                    "bucketing",
                    "the metadata name a bucketing that is not known",
                    REMEDY_BUCKETING);
        }
    }

    private FlagCheck() {}
}
