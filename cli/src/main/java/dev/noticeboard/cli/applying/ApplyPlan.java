package dev.noticeboard.cli.applying;

import dev.noticeboard.cli.api.Items;
import dev.noticeboard.cli.api.Listing;
import dev.noticeboard.cli.importing.ImportPlan;
import dev.noticeboard.cli.terminal.Counted;
import dev.noticeboard.schemas.api.ChangeSetRequest.Item;
import dev.noticeboard.schemas.api.VersionDiff;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import dev.noticeboard.schemas.name.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes the board as a file says: each change with the version that it was planned on, so that nothing is overwritten
 * that came after the plan.
 *
 * @param prefix where
 * @param revision the revision that it was planned on
 * @param steps what is created and changed, in the order of the file, and then what is deleted
 * @param unchanged how many parameters of the file are on the board already
 * @param others how many parameters below the prefix are not in the file and stay
 */
public record ApplyPlan(Prefix prefix, long revision, List<Step> steps, int unchanged, int others) {
    /** What a step does. */
    public enum Kind {
        CREATE,
        CHANGE,
        DELETE
    }

    /**
     * One change.
     *
     * @param kind what it does
     * @param diff the parameter before and after
     * @param item what is to be sent
     */
    public record Step(Kind kind, VersionDiff diff, Item item) {}

    public ApplyPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Plans.
     *
     * @param wanted puts of what is to be there, each name once
     * @param prune whether to delete what is there and not wanted
     */
    public static ApplyPlan of(Prefix prefix, Listing present, List<Item> wanted, boolean prune) {
        Map<String, Parameter> there = new HashMap<>();
        present.parameters().forEach(p -> there.put(p.name().text(), p));
        List<Step> steps = new ArrayList<>();
        int unchanged = 0;
        for (Item item : wanted) {
            Parameter now = there.remove(item.name());
            VersionDiff diff = VersionDiff.of(new ParameterName(item.name()), now, After.of(item, now));
            if (diff.fields().isEmpty()) {
                unchanged++;
            } else {
                long version = now == null ? 0 : now.version();
                steps.add(new Step(now == null ? Kind.CREATE : Kind.CHANGE, diff, Items.expecting(item, version)));
            }
        }
        if (prune) {
            present.parameters().stream()
                    .filter(p -> there.containsKey(p.name().text()))
                    .map(p -> new Step(
                            Kind.DELETE,
                            VersionDiff.of(p.name(), p, null),
                            Item.delete(p.name().text(), p.version())))
                    .forEach(steps::add);
        }
        return new ApplyPlan(prefix, present.revision(), steps, unchanged, prune ? 0 : there.size());
    }

    /** How many steps are of a kind. */
    public int count(Kind kind) {
        return (int) steps.stream().filter(s -> s.kind() == kind).count();
    }

    /** The change sets that it takes. */
    public ImportPlan changes() {
        return new ImportPlan(
                Map.of(prefix.namespace(), steps.stream().map(Step::item).toList()));
    }

    /** Without the values, which belong in no log. */
    @Override
    public String toString() {
        return Counted.of(steps.size(), "change") + " below " + prefix;
    }
}
