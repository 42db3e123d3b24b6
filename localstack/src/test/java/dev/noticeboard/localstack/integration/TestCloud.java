package dev.noticeboard.localstack.integration;

import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The DynamoDB, SQS and SNS under the integration tests, in this order of preference: the endpoint that
 * {@code AWS_ENDPOINT_URL} names, LocalStack where there is a Docker engine, the embedded default. The run says which.
 */
final class TestCloud implements AutoCloseable {
    /** LocalStack's last community release; another image by {@code -Dnoticeboard.localstack.image=…}. */
    private static final String IMAGE = "localstack/localstack:4.14";

    private final String name;
    private final AwsEndpoints endpoints;
    private final AwsClients clients;
    private final AwsAgentClients agentClients;
    private final AutoCloseable beneath;

    private TestCloud(String name, AwsEndpoints endpoints, AutoCloseable beneath) {
        this.name = name;
        this.endpoints = endpoints;
        this.clients = AwsClients.of(endpoints);
        this.agentClients = AwsAgentClients.connect(AwsEndpoints.REGION, endpoints.dynamoDb(), endpoints.sqs());
        this.beneath = beneath;
        System.out.println("integration tests run against " + name);
    }

    /** The one of this run, started when the first test asks for it and stopped after the last. */
    static TestCloud shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(TestCloud.class, key -> preferred(), TestCloud.class);
    }

    private static TestCloud preferred() {
        String endpoint = System.getenv("AWS_ENDPOINT_URL");
        if (endpoint != null && !endpoint.isBlank()) {
            return at(URI.create(endpoint));
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return localStack();
        }
        return embedded();
    }

    /** Whatever listens there. */
    static TestCloud at(URI endpoint) {
        return new TestCloud("the endpoint " + endpoint, new AwsEndpoints(endpoint, endpoint, endpoint), () -> {});
    }

    private static TestCloud localStack() {
        String image = System.getProperty("noticeboard.localstack.image", IMAGE);
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("dynamodb", "dynamodbstreams", "sqs", "sns");
        container.start();
        URI endpoint = container.getEndpoint();
        return new TestCloud("LocalStack (" + image + ")", new AwsEndpoints(endpoint, endpoint, endpoint), container);
    }

    /** The embedded default. */
    static TestCloud embedded() {
        AwsEmulators emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        return new TestCloud("the embedded default", emulators.endpoints(), emulators);
    }

    AwsEndpoints endpoints() {
        return endpoints;
    }

    AwsClients clients() {
        return clients;
    }

    AwsAgentClients agentClients() {
        return agentClients;
    }

    /** The embedded emulators, if it is those: only they can be told to fail. */
    Optional<AwsEmulators> emulators() {
        return beneath instanceof AwsEmulators emulators ? Optional.of(emulators) : Optional.empty();
    }

    @Override
    public void close() {
        agentClients.close();
        clients.close();
        try {
            beneath.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " did not stop", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
