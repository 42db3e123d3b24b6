package dev.noticeboard.functions.store;

import dev.noticeboard.functions.validate.ChangeValidator;
import dev.noticeboard.functions.validate.ChangeValidator.Proposal;
import dev.noticeboard.functions.validate.ChangeValidator.Verdict;
import dev.noticeboard.schemas.board.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a namespace's validator function is to judge of one request, and has judged. For one thread. */
final class Judgement {
    private final ChangeValidator validator;
    private final WriteRequest request;
    private @Nullable Question asked;
    private @Nullable Question accepted;

    private record Question(String function, Proposal proposal) {}

    Judgement(ChangeValidator validator, WriteRequest request) {
        this.validator = validator;
        this.request = request;
    }

    /** Whether these writes need no judgement, or have passed it; otherwise {@link #ask} is to follow. */
    boolean passes(Settings settings, List<Commit.Write> writes) {
        String function = settings.validator();
        if (function == null || writes.stream().allMatch(w -> w.version() == null)) {
            return true;
        }
        Question question = new Question(function, proposal(writes));
        if (question.equals(accepted)) {
            return true;
        }
        asked = question;
        return false;
    }

    private Proposal proposal(List<Commit.Write> writes) {
        return new Proposal(
                request.namespace(),
                request.by(),
                request.why(),
                writes.stream()
                        .map(Commit.Write::version)
                        .flatMap(v -> Optional.ofNullable(v).stream())
                        .map(p -> new ChangeValidator.Item(p.name(), p.type(), p.dataType(), p.value()))
                        .toList());
    }

    boolean pending() {
        return asked != null;
    }

    /** Asks what is pending; empty if there is nothing against it. */
    Optional<Outcome> ask() {
        Question question = Objects.requireNonNull(asked);
        asked = null;
        Verdict verdict = validator.judge(question.function(), question.proposal());
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of(new Outcome.Refused(refused.violations()));
        }
        if (verdict instanceof Verdict.Unavailable unavailable) {
            return Optional.of(new Outcome.Unjudged(unavailable.reason()));
        }
        accepted = question;
        return Optional.empty();
    }
}
