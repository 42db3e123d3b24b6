package dev.noticeboard.bench.fleet;

import dev.noticeboard.agent.register.Registrar;
import dev.noticeboard.schemas.api.Registration;
import dev.noticeboard.schemas.name.Namespace;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/** The agents function: makes and renews leases within its limits, call by call, as docs/queue-life.md has it. For one thread. */
final class Registrations {
    /** {@code BoardSettings}: how long a lease lasts. */
    static final Duration LEASE = Duration.ofMinutes(15);
    /** After its lease and its grace an agent's queue is removed. */
    static final Duration QUEUE_LIVES = LEASE.plusMinutes(5);

    /** {@code AgentsEndpoint}: after what time a refused registration is to be made again, at a limit and otherwise. */
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    private static final Duration BUSY = Duration.ofSeconds(1);
    /** AWS's own refusals name none. */
    private static final Duration UNREACHABLE = Duration.ZERO;

    private final VirtualTime time;
    private final Aws aws;
    private final BooleanSupplier cut;
    private final BitSet queues = new BitSet();
    private final BitSet subscribed = new BitSet();

    /** @param cut whether nobody is reached */
    Registrations(VirtualTime time, Aws aws, BooleanSupplier cut) {
        this.time = time;
        this.aws = aws;
        this.cut = cut;
    }

    boolean subscribed(int host) {
        return subscribed.get(host);
    }

    /** The sweeper removes all queues. */
    void sweep() {
        queues.clear();
        subscribed.clear();
    }

    Registrar registrar(int host) {
        return new Registrar() {
            @Override
            public Registration register(Namespace namespace, String agentId, Registration.Request request) {
                lease(host);
                return new Registration(
                        agentId, namespace, "queue", time.instant().plus(LEASE), LEASE.toSeconds(), "reports");
            }

            @Override
            public void remove(Namespace namespace, String agentId) {
                throw new IllegalStateException("simulated hosts do not leave");
            }
        };
    }

    private void lease(int host) {
        if (cut.getAsBoolean()) {
            throw new Registrar.RegistrationException("simulated: no answer");
        }
        boolean renews = subscribed.get(host);
        take(Quota.API, 1, UNREACHABLE);
        take(Quota.LAMBDA, renews ? Aws.RENEWS : Aws.REGISTERS, UNREACHABLE);
        take(Quota.LEASE_READS, 1, BUSY);
        take(Quota.LEASE_WRITES, 1, BUSY);
        if (!renews) {
            if (!queues.get(host)) {
                take(Quota.CREATE_QUEUE, 1, THROTTLED);
                queues.set(host);
            }
            take(Quota.SUBSCRIBE, 1, THROTTLED);
            // The function's SDK tries again while the function runs.
            aws.takeOnCredit(Quota.LEASE_WRITES, 1);
            subscribed.set(host);
        }
    }

    private void take(Quota quota, double units, Duration retryAfter) {
        if (!aws.take(quota, units)) {
            throw new Registrar.RegistrationException("simulated: refused", retryAfter);
        }
    }
}
