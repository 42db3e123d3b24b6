package dev.noticeboard.agent.register;

import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;

/** Makes, renews and gives back an agent's lease. Thread-safe; blocks while it asks. */
public interface Registrar {

    /** Makes the lease, or renews it. @throws RegistrationException if it was not granted or nobody answered */
    Registration register(Namespace namespace, String agentId, Registration.Request request);

    /** Gives the lease back, with its queue and subscription. @throws RegistrationException as {@link #register} */
    void remove(Namespace namespace, String agentId);

    /** The lease was not granted, or nobody answered. */
    final class RegistrationException extends RuntimeException {
        private final Duration retryAfter;

        public RegistrationException(String message) {
            this(message, Duration.ZERO);
        }

        /** @param retryAfter how long the API asked to be left alone */
        public RegistrationException(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public RegistrationException(String message, Throwable cause) {
            super(message, cause);
            this.retryAfter = Duration.ZERO;
        }

        /** How long the API asked to be left alone; zero if it did not. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
