package dev.noticeboard.functions.operations;

import dev.noticeboard.functions.contract.ApiContract;
import dev.noticeboard.functions.contract.Exchange;
import dev.noticeboard.schemas.api.CommitAnswer;
import dev.noticeboard.schemas.api.DryRun;
import dev.noticeboard.schemas.api.ParameterPage;
import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.board.Parameter;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.name.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls the API in a namespace of its own, holds every exchange to the contract, and reads the answers. */
public final class Client {
    /** Sends a request to some front. */
    @FunctionalInterface
    public interface Front {
        Exchange.Answer send(Exchange.Request request);
    }

    private final Front front;
    private final Namespace namespace =
            new Namespace("/billing/t" + UUID.randomUUID().toString().substring(0, 8));

    public Client(Front front) {
        this.front = front;
    }

    public Namespace namespace() {
        return namespace;
    }

    /** The full name of a path in the namespace. */
    public String name(String path) {
        return namespace.nameAt(path);
    }

    /** A request that is being put together. */
    public final class Call {
        private final String method;
        private final String path;
        private final Map<String, String> query = new HashMap<>();
        private final Map<String, String> headers = new HashMap<>();
        private String body = "";

        private Call(String method, String path) {
            this.method = method;
            this.path = "/namespaces/" + namespace.toPath() + "/" + path;
        }

        public Call query(String name, Object value) {
            query.put(name, value.toString());
            return this;
        }

        public Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Call body(Object record) {
            body = record instanceof String text ? text : Json.write(record);
            return this;
        }

        public Exchange.Answer send() {
            Exchange.Request request = new Exchange.Request(method, path, query, headers, body);
            Exchange.Answer answer = front.send(request);
            List<String> violations = ApiContract.shared().violations(new Exchange(request, answer));
            if (!violations.isEmpty()) {
                throw new AssertionError(method + " " + path + " " + query + " was answered " + answer.status()
                        + " and breaks the contract: " + String.join("; ", violations));
            }
            return answer;
        }

        /** The record of a 200. */
        public <T> T as(Class<T> type) {
            Exchange.Answer answer = send();
            if (answer.status() != 200) {
                throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.body());
            }
            return Json.readStrict(answer.body(), type);
        }

        public CommitAnswer commit() {
            return as(CommitAnswer.class);
        }

        public DryRun dryRun() {
            return query("dryRun", true).as(DryRun.class);
        }

        /** The problem of any other status. */
        public Problem problem() {
            Exchange.Answer answer = send();
            Problem problem = Json.readStrict(answer.body(), Problem.class);
            if (problem.status() != answer.status()) {
                throw new AssertionError("the problem's status is not the answer's");
            }
            return problem;
        }

        /** The problem's status and short type, e.g. {@code 404 not-found}. */
        public String refusal() {
            Problem problem = problem();
            return problem.status() + " " + problem.shortType();
        }
    }

    /** A request to a path below the namespace. */
    public Call call(String method, String path) {
        return new Call(method, path);
    }

    public CommitAnswer put(String path, String value) {
        return call("PUT", "parameters/" + path).body(Map.of("value", value)).commit();
    }

    public CommitAnswer put(String path, Map<String, ?> body) {
        return call("PUT", "parameters/" + path).body(body).commit();
    }

    public CommitAnswer delete(String path) {
        return call("DELETE", "parameters/" + path).commit();
    }

    /** A consistent read. */
    public Parameter get(String selector) {
        return call("GET", "parameters/" + selector).query("consistent", true).as(Parameter.class);
    }

    public @Nullable String value(String selector) {
        return get(selector).value();
    }

    /** All pages of a list. */
    public List<Parameter> list(String route, UnaryOperator<Call> query) {
        List<Parameter> all = new ArrayList<>();
        String token = null;
        do {
            Call call = query.apply(call("GET", route));
            if (token != null) {
                call.query.remove("revision");
                call.query("nextToken", token);
            }
            ParameterPage page = call.as(ParameterPage.class);
            all.addAll(page.parameters());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    /** Paths and values of all live parameters. */
    public Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        list("list", call -> call).forEach(p -> values.put(namespace.pathOf(p.name()), String.valueOf(p.value())));
        return values;
    }

    public long revision() {
        return call("GET", "list").query("limit", 1).as(ParameterPage.class).revision();
    }
}
