package dev.noticeboard.agent.register;

import dev.noticeboard.schemas.api.Problem;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.client.ApiAnswer;
import dev.noticeboard.schemas.client.ApiUnreachableException;
import dev.noticeboard.schemas.client.SigV4ApiClient;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the API for the lease: {@code PUT} and {@code DELETE} of {@code /namespaces/{application}/{environment}/agents/{agentId}}. */
public final class SigV4Registrar implements Registrar {
    private final SigV4ApiClient api;

    public SigV4Registrar(SigV4ApiClient api) {
        this.api = api;
    }

    @Override
    public Registration register(Namespace namespace, String agentId, Registration.Request request) {
        ApiAnswer answer = send("PUT", namespace, agentId, Json.write(request));
        Registration registration;
        try {
            registration = answer.as(Registration.class);
        } catch (MalformedException e) {
            throw new RegistrationException("the answer is no registration: " + e.field() + " " + e.getMessage(), e);
        }
        String queueUrl = registration.queueUrl();
        if (queueUrl == null || queueUrl.isEmpty() || registration.leaseSeconds() < 1) {
            throw new RegistrationException("the answer is no registration: it lacks queueUrl or leaseSeconds");
        }
        return registration;
    }

    @Override
    public void remove(Namespace namespace, String agentId) {
        send("DELETE", namespace, agentId, null);
    }

    private ApiAnswer send(String method, Namespace namespace, String agentId, @Nullable String body) {
        ApiAnswer answer;
        try {
            answer = api.send(method, "/namespaces/" + namespace.toPath() + "/agents/" + agentId, Map.of(), body);
        } catch (ApiUnreachableException e) {
            throw new RegistrationException(String.valueOf(e.getMessage()), e);
        }
        if (!answer.ok()) {
            String why = answer.problem().map(Problem::detail).orElse("no reason given");
            throw new RegistrationException(
                    "registration was answered " + answer.status() + ": " + why,
                    Objects.requireNonNullElse(answer.retryAfter(), Duration.ZERO));
        }
        return answer;
    }
}
