package dev.noticeboard.agent.sync;

import dev.noticeboard.agent.Guard;
import dev.noticeboard.agent.snapshot.Delta;
import dev.noticeboard.agent.snapshot.HeldRollout;
import dev.noticeboard.agent.snapshot.Snapshot;
import dev.noticeboard.agent.snapshot.Target;
import dev.noticeboard.agent.snapshot.Value;
import dev.noticeboard.agent.snapshot.ValueChange;
import dev.noticeboard.agent.snapshot.Withheld;
import dev.noticeboard.schemas.board.ChangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the guards before a swap (design, section 4.6) and works out what this host serves then. Several change sets are
 * offered at once first, by their net effect: a host that slept through a mistake and its correction need not refuse either.
 * Only if that is refused are they offered one by one, in order. A change set that is refused is withheld whole; the
 * revision moves on all the same.
 *
 * <p>The end of a rollout that takes a parameter back to what this host served before is not offered: a guard that hangs because of
 * the candidate must not keep it.
 */
final class Offering {
    private final Judge judge;
    private final ChangeSets changeSets;
    private final Counters counters;

    /**
     * @param next what is to be served
     * @param changes what an application will notice
     * @param delta how it differs from what was served before; absent where that is not worth telling apart
     */
    record Outcome(
            Snapshot next,
            List<ValueChange> changes,
            @Nullable Delta delta) {}

    Offering(Judge judge, ChangeSets changeSets, Counters counters) {
        this.judge = judge;
        this.changeSets = changeSets;
        this.counters = counters;
    }

    /** @param returned what of it, before anything else, goes back to what was served before a rollout */
    private record Step(long revision, Map<String, Target> targets, Map<String, Target> returned) {
        boolean onlyReturns() {
            return targets.equals(returned);
        }

        Step back() {
            return new Step(revision, returned, returned);
        }

        Step rest() {
            Map<String, Target> rest = new LinkedHashMap<>(targets);
            rest.entrySet().removeAll(returned.entrySet());
            return new Step(revision, rest, Map.of());
        }
    }

    /** @param run complete change sets that can be followed, in order, of which the first follows the base's revision; at least one */
    Outcome apply(Snapshot base, List<ChangeSet> run) {
        HostView view = changeSets.view(base);
        List<Step> steps = new ArrayList<>();
        for (ChangeSet changeSet : run) {
            Map<String, Target> targets = view.follow(changeSet)
                    .orElseThrow(() -> new IllegalArgumentException("cannot follow " + changeSet.revision()));
            if (!targets.isEmpty()) {
                steps.add(new Step(changeSet.revision(), targets, view.returned()));
            }
        }
        return offer(base, run.get(run.size() - 1).revision(), steps, view);
    }

    /** Offers what differs where the host's id or tags are not those that the snapshot was made for; empty if nothing does. */
    Optional<Outcome> reexpose(Snapshot base) {
        HostView view = changeSets.view(base);
        Map<String, Target> targets = Map.copyOf(view.reexposed());
        List<Step> steps = targets.isEmpty() ? List.of() : List.of(new Step(base.revision(), targets, Map.of()));
        return view.held().equals(base.rollouts())
                ? Optional.empty()
                : Optional.of(offer(base, base.revision(), steps, view));
    }

    private Outcome offer(Snapshot base, long revision, List<Step> steps, HostView view) {
        Draft draft = new Draft(base);
        if (!steps.isEmpty()) {
            offer(draft, steps, view.net());
        }
        List<HeldRollout> held = view.held();
        return new Outcome(draft.finish(base.epoch(), revision, held), draft.changes(), draft.delta(held));
    }

    private void offer(Draft draft, List<Step> steps, Map<String, Target> net) {
        boolean parts = steps.size() > 1 || steps.stream().anyMatch(s -> !s.returned.isEmpty());
        boolean asked = steps.stream().anyMatch(s -> !s.onlyReturns());
        if (asked) {
            Draft.Proposal whole = draft.propose(steps.get(0).revision, steps.get(steps.size() - 1).revision, net);
            Guard.Verdict verdict = ask(draft, whole);
            if (!parts || !(verdict instanceof Guard.Verdict.Veto)) {
                settle(draft, whole, verdict);
                return;
            }
        }
        for (Step step : steps) {
            offer(draft, step.back());
            offer(draft, step.rest());
        }
    }

    private void offer(Draft draft, Step step) {
        if (!step.targets.isEmpty()) {
            Draft.Proposal part = draft.propose(step.revision, step.revision, step.targets);
            settle(draft, part, returns(part, step) ? Guard.accept() : ask(draft, part));
        }
    }

    /** Whether all of it was served here before the rollout: nothing that a guard refused earlier comes along with it. */
    private static boolean returns(Draft.Proposal part, Step step) {
        return step.onlyReturns()
                && part.joined().stream()
                        .flatMap(group -> group.targets().stream())
                        .allMatch(t -> step.returned.containsKey(t.name().text())
                                && !t.equals(step.returned.get(t.name().text())));
    }

    /** Offers all that a new, complete snapshot makes different, as one change. */
    Outcome replace(Snapshot base, Snapshot fresh) {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Value old : base.values().values()) {
            targets.put(old.name().text(), Target.tombstone(old.name(), old.version()));
        }
        for (Withheld group : base.withheld()) {
            group.targets().forEach(t -> targets.put(t.name().text(), Target.tombstone(t.name(), t.version())));
        }
        fresh.values().forEach((name, value) -> targets.put(name, Target.put(value)));
        Draft draft = new Draft(base);
        Draft.Proposal whole = draft.propose(fresh.revision(), fresh.revision(), targets);
        Guard.Verdict verdict = ask(draft, whole);
        if (verdict instanceof Guard.Verdict.Veto veto) {
            Map<String, Target> refused = new LinkedHashMap<>();
            whole.effective().forEach(c -> {
                Target target = targets.remove(c.name().text());
                if (target != null) {
                    refused.put(c.name().text(), target);
                }
            });
            // What nobody can tell apart is taken over with its newer versions; the rest stays as one group.
            draft.accept(
                    new Draft.Proposal(whole.fromRevision(), whole.toRevision(), targets, whole.joined(), List.of()));
            draft.withhold(
                    new Draft.Proposal(whole.fromRevision(), whole.toRevision(), refused, List.of(), whole.effective()),
                    veto.reason());
        } else {
            draft.accept(whole);
        }
        List<HeldRollout> held =
                fresh.rollouts().stream().map(r -> judged(base, r)).toList();
        return new Outcome(draft.finish(fresh.epoch(), fresh.revision(), held), draft.changes(), null);
    }

    /** What was read anew was not asked about: a stable value counts as accepted only where this host had it before. */
    private static HeldRollout judged(Snapshot base, HeldRollout read) {
        HeldRollout judged = read;
        for (HeldRollout.Choice choice : read.choices()) {
            String name = choice.stable().name().text();
            boolean served =
                    Objects.equals(base.values().get(name), choice.stable().value());
            boolean known = base.rollouts().stream()
                    .filter(r -> r.id().equals(read.id()))
                    .map(r -> r.choice(name))
                    .anyMatch(c -> c != null && c.accepted() && c.stable().equals(choice.stable()));
            judged = judged.with(new HeldRollout.Choice(choice.candidate(), choice.stable(), served || known));
        }
        return judged;
    }

    private Guard.Verdict ask(Draft draft, Draft.Proposal proposal) {
        if (proposal.effective().isEmpty()) {
            return Guard.accept();
        }
        Guard.Verdict verdict = judge.ask(draft.preview(proposal));
        if (verdict instanceof Guard.Verdict.Veto) {
            counters.count(Counters.Event.GUARD_VETO);
        }
        return verdict;
    }

    private static void settle(Draft draft, Draft.Proposal proposal, Guard.Verdict verdict) {
        if (verdict instanceof Guard.Verdict.Veto veto) {
            draft.withhold(proposal, veto.reason());
        } else {
            draft.accept(proposal);
        }
    }
}
