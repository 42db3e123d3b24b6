package dev.noticeboard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.noticeboard.functions.observe.Invocations;
import dev.noticeboard.functions.observe.LogEvent;
import dev.noticeboard.functions.resource.Answers;
import dev.noticeboard.functions.resource.HttpAnswers;
import dev.noticeboard.functions.resource.ResourceRequest;
import dev.noticeboard.functions.resource.Resources;
import dev.noticeboard.functions.resource.UnansweredException;
import dev.noticeboard.functions.runtime.Pauses;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's entry point of the resources that stacks have of the board: does what CloudFormation asks and answers it. A call that could not answer fails, so
 * that Lambda repeats it; a repeated call writes nothing twice. Thread-safe.
 */
public final class ResourceFunction implements RequestHandler<Map<String, Object>, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceFunction.class);

    private final Resources resources;
    private final Answers answers;
    private final Invocations invocations;

    /** Made by Lambda. @throws dev.noticeboard.functions.runtime.MisconfiguredException by its environment */
    public ResourceFunction() {
        this(
                AwsBoard.fromEnvironment(System.getenv()),
                new HttpAnswers(HttpAnswers.ofAws(System.getenv()), Pauses.system(), new SecureRandom()));
    }

    ResourceFunction(AwsBoard board, Answers answers) {
        this.resources = board.resources();
        this.answers = answers;
        this.invocations = board.invocations();
    }

    /**
     * Answers one request of CloudFormation.
     *
     * @throws dev.noticeboard.schemas.json.MalformedException if the event is none
     * @throws UnansweredException if CloudFormation's URL does not take the answer
     */
    @Override
    public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
        return invocations.run(context, () -> {
            ResourceRequest request = ResourceRequest.read(event);
            String answer = resources.answer(request).json(request);
            try {
                answers.deliver(request.answerTo(), answer);
            } catch (UnansweredException e) {
                LogEvent.RESOURCE_UNANSWERED.in(LOG.atError()).log("the {}: {}", request, e.getMessage());
                throw e;
            }
            return null;
        });
    }
}
