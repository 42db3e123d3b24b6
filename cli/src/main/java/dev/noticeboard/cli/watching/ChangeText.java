package dev.noticeboard.cli.watching;

import dev.noticeboard.cli.rollouts.RolloutText;
import dev.noticeboard.schemas.board.Change;

/** Puts a change of the change log into one line, without its value. */
public final class ChangeText {
    /** The line; foreign text in it is as it is. */
    public static String of(Change change) {
        if (change instanceof Change.Put put) {
            return "put " + put.name() + " version " + put.version();
        }
        if (change instanceof Change.Delete delete) {
            return "delete " + delete.name() + " version " + delete.version();
        }
        if (change instanceof Change.OfCandidate candidate) {
            return candidate(candidate) + " (rollout " + candidate.rollout() + ")";
        }
        if (change instanceof Change.MoveRollout move) {
            return move(move);
        }
        if (change instanceof Change.BindSchema bound) {
            return "bind-schema " + bound.prefix();
        }
        if (change instanceof Change.RemoveSchema removed) {
            return "remove-schema " + removed.prefix();
        }
        if (change instanceof Change.Label label) {
            return "label " + label.name() + " " + label.label() + " version " + label.version();
        }
        if (change instanceof Change.Unlabel unlabel) {
            return "unlabel " + unlabel.name() + " " + unlabel.label();
        }
        if (change instanceof Change.SetSettings) {
            return "set-settings";
        }
        if (change instanceof Change.RenewEpoch) {
            return "renew-epoch";
        }
        return change instanceof Change.Other other && other.kind() != null ? other.kind() : "unknown change";
    }

    private static String candidate(Change.OfCandidate change) {
        String what = change.name() + " version " + change.version();
        if (change instanceof Change.CandidatePut) {
            return "candidate-put " + what;
        }
        if (change instanceof Change.CandidateDelete) {
            return "candidate-delete " + what;
        }
        if (change instanceof Change.Withdraw withdraw) {
            return "withdraw " + what + ", "
                    + (withdraw.stable() == 0 ? "it is not there" : "stable is " + withdraw.stable());
        }
        return "promote " + what;
    }

    private static String move(Change.MoveRollout move) {
        String figures = move.figures() == null ? "" : " (" + RolloutText.figures(move.figures()) + ")";
        return "move-rollout " + move.rollout() + " " + move.state().label() + (move.paused() ? ", paused" : "")
                + ", step " + move.step() + ", " + RolloutText.exposed(move.share(), move.tags()) + ": " + move.reason()
                + figures;
    }

    private ChangeText() {}
}
