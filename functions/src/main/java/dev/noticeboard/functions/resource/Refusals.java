package dev.noticeboard.functions.resource;

import dev.noticeboard.functions.store.Outcome;

/** What people are told of a write that was not made. */
final class Refusals {
    static final String UNREACHABLE = "the table could not be asked. Nothing was written; deploy again.";

    static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Properties.lines(refused.violations());
        }
        if (outcome instanceof Outcome.Conflict conflict) {
            return "others write it at the same time; it has version "
                    + conflict.winner().version() + " now. Nothing was written; deploy again.";
        }
        if (outcome instanceof Outcome.Busy busy) {
            return switch (busy.cause()) {
                case RACES -> "other writers won every race in this namespace. Nothing was written; deploy again.";
                case THROTTLED -> "the table had no capacity. Nothing was written; deploy again.";
                case UNREACHABLE -> UNREACHABLE;
                case UNKNOWN ->
                    "the table did not say whether it committed. The roll-back puts right what it may have"
                            + " written; deploy again.";
            };
        }
        if (outcome instanceof Outcome.Overtaken overtaken) {
            return overtaken.why() + " Nothing was written; deploy again.";
        }
        if (outcome instanceof Outcome.Copied) {
            return "the table is a copy, as after a restore from a backup, and the namespace is still in the epoch of the"
                    + " one before. Nothing was written; begin a new epoch (noticeboard admin new-epoch) and deploy again.";
        }
        if (outcome instanceof Outcome.Unjudged unjudged) {
            return "the namespace's validator function did not judge: " + unjudged.reason()
                    + " Nothing was written; deploy again when it answers.";
        }
        return "this request's id was used for another request. Nothing was written; deploy again.";
    }

    private Refusals() {}
}
