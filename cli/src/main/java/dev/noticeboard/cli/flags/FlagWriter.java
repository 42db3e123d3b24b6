package dev.noticeboard.cli.flags;

import dev.noticeboard.cli.api.BoardApi;
import dev.noticeboard.cli.api.Reference;
import dev.noticeboard.cli.api.Reply;
import dev.noticeboard.cli.api.Write;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.PutRequest;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.name.ParameterName;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes one flag by an ordinary put of its parameter, on top of the version that was read and of no other: where another write came
 * between, it reads again and does the same to what is there then. For one thread.
 */
public final class FlagWriter {
    /** How often it reads. Each time lost is a write of somebody else's to this one parameter within a few milliseconds. */
    static final int TRIES = 5;

    /** Sends a request until it is answered. */
    public interface Sending {
        /** As {@code Sender} does, whose key a read has no use for. */
        <T> Reply<T> send(Function<String, Reply<T>> request);
    }

    /** What is to become of a flag that was read. */
    public sealed interface Edit {
        /** The new value of its parameter; the old one where an urgent write is to end a rollout only. */
        record To(String value) implements Edit {
            /** Without the value. */
            @Override
            public String toString() {
                return "an edit";
            }
        }

        /** It is as it is to be. */
        record Same() implements Edit {}

        /**
         * It cannot be done.
         *
         * @param why for people
         */
        record No(String why) implements Edit {}
    }

    /** What came of it. */
    public sealed interface Result {
        /**
         * It was committed.
         *
         * @param flag as it is now
         */
        record Written(CommitAnswer answer, FoundFlag flag) implements Result {}

        /** Tried only. */
        record Tried(DryRun run) implements Result {}

        /** Nothing was to be done. */
        record Same(FoundFlag flag) implements Result {}

        /** The edit could not be made. */
        record No(String why) implements Result {}

        /** By the board. */
        record Refused(Reply.Refused<?> reply) implements Result {}
    }

    private final BoardApi api;
    private final Sending sending;
    private final @Nullable String why;
    private final boolean urgent;

    /**
     * Makes one.
     *
     * @param why the reason, kept with each revision
     * @param urgent whether to publish at once, and to end a rollout of the parameter
     */
    public FlagWriter(BoardApi api, Sending sending, @Nullable String why, boolean urgent) {
        this.api = api;
        this.sending = sending;
        this.why = why;
        this.urgent = urgent;
    }

    /** Carries out an edit. */
    public Result write(ParameterName name, String key, Function<FoundFlag, Edit> edit) {
        return edit(name, key, edit, false);
    }

    /** Asks the board what would come of an edit. */
    public Result dryRun(ParameterName name, String key, Function<FoundFlag, Edit> edit) {
        return edit(name, key, edit, true);
    }

    private Result edit(ParameterName name, String key, Function<FoundFlag, Edit> edit, boolean dry) {
        for (int tried = 1; ; tried++) {
            Reply<Parameter> read = sending.send(unused -> api.get(Reference.newest(name), true));
            if (read instanceof Reply.Refused<Parameter> refused) {
                return new Result.Refused(refused);
            }
            Parameter parameter = ((Reply.Accepted<Parameter>) read).value();
            FoundFlag flag = FoundFlag.in(parameter, key).orElse(null);
            if (flag == null) {
                return new Result.No("flag " + key + " is no longer in " + name);
            }
            Edit wanted = edit.apply(flag);
            if (wanted instanceof Edit.No no) {
                return new Result.No(no.why());
            }
            if (wanted instanceof Edit.Same) {
                return new Result.Same(flag);
            }
            String value = ((Edit.To) wanted).value();
            Write put = Write.put(name, request(value, parameter.version()));
            if (dry) {
                return api.dryRun(put).<Result>fold(Result.Tried::new, Result.Refused::new);
            }
            Reply<CommitAnswer> reply = sending.send(id -> api.commit(put, id));
            if (reply instanceof Reply.Accepted<CommitAnswer> done) {
                FlagText text = FlagText.of(value);
                return new Result.Written(
                        done.value(),
                        new FoundFlag(parameter, text, key, text.flag(key).orElseThrow()));
            }
            if (tried == TRIES || !overtaken((Reply.Refused<CommitAnswer>) reply)) {
                return new Result.Refused((Reply.Refused<CommitAnswer>) reply);
            }
        }
    }

    private PutRequest request(String value, long version) {
        return new PutRequest(value, null, null, version, why, null, null, null, null, urgent ? Boolean.TRUE : null);
    }

    private static boolean overtaken(Reply.Refused<?> refused) {
        Problem problem = refused.problem();
        return problem != null && problem.shortType().equals("conflict") && problem.winner() != null;
    }
}
