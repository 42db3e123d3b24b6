package dev.noticeboard.localstack.roles;

import dev.noticeboard.localstack.roles.Statement.Grant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what a function called with what its role allows: one missing or one too many is a finding. */
final class RoleComparison {
    private final String function;
    private final List<Statement> role;
    private final Set<Grant> unused = new LinkedHashSet<>();
    private final List<String> findings = new ArrayList<>();

    RoleComparison(String function, List<Statement> role) {
        this.function = function;
        this.role = role;
        role.forEach(statement -> unused.addAll(statement.grants()));
    }

    /** What is wrong with the role, in words; empty if nothing is. */
    static List<String> findings(
            String function, List<Statement> role, Map<AwsCall, String> calls, List<LambdasOwn> lambdas) {
        RoleComparison comparison = new RoleComparison(function, role);
        calls.forEach(comparison::called);
        lambdas.forEach(comparison::needed);
        comparison.unused.forEach(grant -> comparison.findings.add(
                function + " has one too many: " + grant + ", which nothing that it does needs"));
        return List.copyOf(comparison.findings);
    }

    private void called(AwsCall call, String way) {
        Optional<List<Grant>> needed =
                role.stream().flatMap(s -> s.allows(call).stream()).findFirst();
        needed.ifPresent(unused::removeAll);
        if (needed.isEmpty()) {
            findings.add(function + " lacks one: " + call + ", called by " + way);
        }
    }

    private void needed(LambdasOwn own) {
        List<Grant> granted = unused.stream()
                .filter(g -> g.action().equals(own.action()) && g.resource().equals(own.resource()))
                .toList();
        granted.forEach(unused::remove);
        if (granted.isEmpty()) {
            findings.add(function + " lacks one: " + own.action() + " on " + own.resource() + ", since " + own.why());
        }
    }
}
