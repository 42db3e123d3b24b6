package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.schemas.name.Namespace;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.table.TableKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Least privilege: one role for a function, which may do what its code does and nothing else. */
class BoardPermissionsTest {
    private static final Namespace NAMESPACE = new Namespace("/billing/prod");

    @ParameterizedTest
    @EnumSource
    void role_whenDeployed_hasTheStatementsOfItsPermissions(Handler handler) {
        JsonNode statements = Granted.policy(handler.id()).path("Statement");
        Set<String> deployed = new TreeSet<>();
        for (JsonNode statement : statements) {
            assertEquals("Allow", statement.path("Effect").asString());
            JsonNode keys =
                    statement.path("Condition").path("ForAllValues:StringLike").path("dynamodb:LeadingKeys");
            deployed.add(new TreeSet<>(texts(statement.path("Action"))) + " " + new TreeSet<>(texts(keys)));
        }
        Set<String> expected = new TreeSet<>();
        for (Permission permission : BoardPermissions.of(handler)) {
            // There are no validators here.
            if (permission.target() != Target.VALIDATORS) {
                expected.add(new TreeSet<>(permission.actions()) + " " + new TreeSet<>(permission.leadingKeys()));
            }
        }
        assertEquals(expected, deployed);
    }

    @ParameterizedTest
    @EnumSource
    void statements_whenTheyTouchItems_nameThePartitions(Handler handler) {
        for (Permission permission : BoardPermissions.of(handler)) {
            boolean items = permission.target() == Target.TABLE || permission.target() == Target.DUE_INDEX;
            assertEquals(items, !permission.leadingKeys().isEmpty(), permission.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void wildcards_whenInResources_areListedWithTheirReasons(Handler handler) {
        List<String> unexplained = new ArrayList<>();
        for (JsonNode statement : Granted.policy(handler.id()).path("Statement")) {
            for (String resource : texts(statement.path("Resource"))) {
                String known = "arn:aws:logs:";
                boolean wild = (resource.contains("*") || resource.contains("?")) && !resource.startsWith(known);
                String sid = statement.path("Sid").asString();
                boolean listed = BoardPermissions.of(handler).stream()
                        .anyMatch(p -> p.sid().equals(sid)
                                && Wildcards.reason(p.target()).isPresent());
                if (wild != listed) {
                    unexplained.add(sid + " " + resource);
                }
            }
            texts(statement.path("Action")).forEach(action -> assertFalse(action.contains("*"), action));
        }
        assertEquals(List.of(), unexplained);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asString()));
        } else if (!node.isMissingNode()) {
            texts.add(node.asString());
        }
        return texts;
    }

    @Test
    void action_whenItHasAWildcard_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Permission.on(Target.TABLE, "All", "dynamodb:*"));
    }

    @Test
    void partitions_whenHeldAgainstTheTablesKeys_matchThem() {
        ParameterName name = new ParameterName("/billing/prod/db/pool-size");
        List<List<String>> pairs = List.of(
                List.of(Partition.PARAMETERS.pattern(), TableKeys.namespace(NAMESPACE)),
                List.of(Partition.LOG.pattern(), TableKeys.log(NAMESPACE)),
                List.of(Partition.HISTORY.pattern(), TableKeys.history(name)),
                List.of(Partition.ROLLOUTS.pattern(), TableKeys.rollouts(NAMESPACE)),
                List.of(Partition.COHORTS.pattern(), TableKeys.cohorts(NAMESPACE, "1")),
                List.of(Partition.FLEET.pattern(), TableKeys.fleet(NAMESPACE)),
                List.of(Partition.REPORTS.pattern(), TableKeys.reports(NAMESPACE)),
                List.of(Partition.TOKENS.pattern(), TableKeys.token(NAMESPACE, "me", "1")),
                List.of(Partition.NAMESPACES.pattern(), TableKeys.NAMESPACES),
                List.of(Partition.DUE.pattern(), TableKeys.DUE_INDEX),
                List.of(Partition.DUE_ROLLOUTS.pattern(), TableKeys.ROLLOUTS_DUE));
        assertEquals(Partition.values().length, pairs.size());
        for (List<String> pair : pairs) {
            String regex = pair.get(0).replace("*", ".+");
            assertTrue(pair.get(1).matches(regex), pair.toString());
            assertEquals(
                    1,
                    Stream.of(Partition.values())
                            .filter(p -> pair.get(1).matches(p.pattern().replace("*", ".*")))
                            .count(),
                    pair.toString());
        }
    }

    @Test
    void patterns_whenHeldAgainstTheNamesThatFunctionsMake_matchThem() {
        ResourceNames names = new ResourceNames("board");
        assertTrue(names.topic(NAMESPACE).matches(regex(ResourcePatterns.topics("board"))));
        assertTrue(names.queue(NAMESPACE, "host-1", "x1").matches(regex(ResourcePatterns.queues("board"))));
        assertFalse("board-app-Orders".matches(regex(ResourcePatterns.queues("board"))));
    }

    private static String regex(String pattern) {
        return pattern.replace("?", ".").replace("*", ".*");
    }
}
