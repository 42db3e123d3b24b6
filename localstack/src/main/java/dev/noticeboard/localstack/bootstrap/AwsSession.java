package dev.noticeboard.localstack.bootstrap;

import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Clients for one command; what AWS answers badly becomes a {@link BootstrapException} that says what to do. */
public final class AwsSession implements AutoCloseable {
    private final AwsClients clients;
    private final String where;

    private AwsSession(AwsClients clients, String where) {
        this.clients = clients;
        this.where = where;
    }

    /**
     * Opens one; nothing is sent yet.
     *
     * @param endpoint an emulator's, or null for what the SDK's default chains find, AWS itself as a rule
     * @param region for an emulator us-east-1 if null, for AWS the SDK's default chain
     * @param run the tag of what is made, or null where nothing is
     * @throws BootstrapException if there is no region
     */
    public static AwsSession open(@Nullable URI endpoint, @Nullable String region, @Nullable RunTag run) {
        ExecutionInterceptor[] tagging =
                run == null ? new ExecutionInterceptor[0] : new ExecutionInterceptor[] {new AwsRunTagging(run)};
        try {
            if (endpoint != null) {
                String in = region == null ? AwsEndpoints.REGION : region;
                return new AwsSession(AwsClients.at(endpoint, in, tagging), endpoint + " (" + in + ")");
            }
            return new AwsSession(
                    AwsClients.ofEnvironment(region, tagging), region == null ? "AWS" : "AWS (" + region + ")");
        } catch (SdkClientException e) {
            throw new BootstrapException("no AWS client could be made: " + e.getMessage(), false);
        }
    }

    /** What it speaks to, for people. */
    public String where() {
        return where;
    }

    /**
     * Does something with the clients.
     *
     * @throws BootstrapException if AWS refuses, or does not answer
     */
    public <T> T asking(Function<AwsClients, T> calls) {
        try {
            return calls.apply(clients);
        } catch (SdkServiceException e) {
            throw new BootstrapException(where + " refused: " + e.getMessage(), false);
        } catch (SdkException e) {
            throw new BootstrapException(where + " could not be asked: " + e.getMessage(), true);
        } catch (IllegalStateException e) {
            throw new BootstrapException(String.valueOf(e.getMessage()), false);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
