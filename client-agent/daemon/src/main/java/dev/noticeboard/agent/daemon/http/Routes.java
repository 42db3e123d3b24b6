package dev.noticeboard.agent.daemon.http;

import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/** Every path there is, with its method, who may ask it, and how its refusals look. */
final class Routes {

    /** What callers of a route expect. */
    enum Manner {
        /** Anyone on the host may ask; for supervisors. */
        OPEN,
        /** The token; problems as in RFC 9457. */
        OURS,
        /** The token; errors in SSM's words. */
        EXTENSION,
        /** A signature or the token; SSM's errors. */
        SSM,
        /** The token, as an API key too; OFREP's errors. */
        OFREP
    }

    /** A path's route. */
    record Match(String name, String method, Manner manner, Route route) {

        void checkMethod(String asked) {
            boolean head = method.equals("GET") && asked.equals("HEAD");
            if (!asked.equals(method) && !head) {
                throw new Refused(Refused.Kind.METHOD, "This path takes " + method + " only.");
            }
        }

        Answer refusal(Refused refused) {
            Answer answer = switch (manner) {
                case OPEN, OURS -> Answer.problem(refused);
                case SSM -> Answer.ssm(refused);
                case EXTENSION -> extension(refused);
                case OFREP -> OfrepAnswers.refusal(refused);
            };
            return refused.kind() == Refused.Kind.METHOD ? answer.with(HttpHeader.ALLOW.asString(), method) : answer;
        }

        /** What is answered where the agent itself is at fault. */
        Answer failure() {
            String detail = "The agent failed. Its log tells more.";
            return manner == Manner.OFREP
                    ? OfrepAnswers.refusal(new Refused(Refused.Kind.UNAVAILABLE, detail))
                    : Answer.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, detail);
        }

        /** SSM's error passed through, as the extension does; its own refusals have their own status. */
        private static Answer extension(Refused refused) {
            Answer ssm = Answer.ssm(refused);
            int status = refused.kind() == Refused.Kind.NO_TOKEN ? HttpStatus.UNAUTHORIZED_401 : ssm.status();
            return new Answer(status, ssm.headers(), ssm.body());
        }
    }

    private final Match health;
    private final Match ready;
    private final Match status;
    private final Match metrics;
    private final Match parameters;
    private final Match changes;
    private final Match extension;
    private final Match ssm;
    private final Match ofrep;
    private final Match none;

    Routes(LocalHttpOptions options, BoardView view, ChangeFeed feed, HttpMeters meters, Clock clock) {
        Lookup lookup = new Lookup(view);
        Arns arns = new Arns(options);
        HealthRoutes healthRoutes = new HealthRoutes(view, clock);
        SsmRoute ssmRoute = new SsmRoute(view, lookup, arns);
        health = get("health", Manner.OPEN, request -> healthRoutes.health());
        ready = get("ready", Manner.OPEN, request -> healthRoutes.ready());
        status = get("status", Manner.OURS, request -> healthRoutes.status());
        metrics = get(
                "metrics", Manner.OURS, request -> Answer.of(HttpStatus.OK_200, HttpMeters.MEDIA_TYPE, meters.text()));
        parameters = get("parameters", Manner.OURS, new ParametersRoute(view, lookup));
        changes = new Match("changes", "GET", Manner.OURS, new ChangesRoute(view, feed));
        extension = get("extension", Manner.EXTENSION, new ExtensionRoute(lookup, arns));
        ssm = new Match(
                "ssm",
                "POST",
                Manner.SSM,
                request -> Body.read(request, options.bodyBytes())
                        .thenApply(body -> ssmRoute.answer(request.getHeaders().get(SsmRoute.TARGET), body)));
        ofrep = new Match("ofrep", "POST", Manner.OFREP, new OfrepRoute(view, options.bodyBytes()));
        none = get("none", Manner.OURS, request -> {
            throw new Refused(
                    Refused.Kind.NO_ROUTE,
                    "There is nothing at this path. There are "
                            + String.join(
                                    ", ",
                                    List.of(
                                            ParametersRoute.PATH,
                                            ChangesRoute.PATH,
                                            "/v1/status",
                                            "/healthz",
                                            "/readyz",
                                            "/metrics",
                                            ExtensionRoute.PATH))
                            + ", POST / and POST " + OfrepPath.FLAGS + ".");
        });
    }

    private static Match get(String name, Manner manner, Route.Plain route) {
        return new Match(name, "GET", manner, route);
    }

    /** @param path as it came, still encoded */
    Match match(String path) {
        return switch (path) {
            case "/healthz" -> health;
            case "/readyz" -> ready;
            case "/v1/status" -> status;
            case "/metrics" -> metrics;
            case ChangesRoute.PATH -> changes;
            case ExtensionRoute.PATH -> extension;
            case "/" -> ssm;
            default -> {
                if (path.equals(ParametersRoute.PATH) || path.startsWith(ParametersRoute.PATH + "/")) {
                    yield parameters;
                }
                yield OfrepPath.parse(path).isPresent() ? ofrep : none;
            }
        };
    }
}
