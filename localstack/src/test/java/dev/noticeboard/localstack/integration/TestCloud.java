package dev.noticeboard.localstack.integration;

import dev.noticeboard.agent.AwsAgentClients;
import dev.noticeboard.localstack.bootstrap.AwsRunTagging;
import dev.noticeboard.localstack.bootstrap.AwsRuns;
import dev.noticeboard.localstack.bootstrap.RunTag;
import dev.noticeboard.localstack.emulators.AwsClients;
import dev.noticeboard.localstack.emulators.AwsEmulators;
import dev.noticeboard.localstack.emulators.AwsEndpoints;
import java.net.URI;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The DynamoDB, SQS and SNS under the integration tests, in this order of preference: what {@code AWS_ENDPOINT_URL} names,
 * LocalStack where there is a Docker engine, the embedded default. The run says which. All that it makes carries the tag and
 * the name of this run; at the end what carries them is taken away, and nothing else.
 */
final class TestCloud implements AutoCloseable {
    /** LocalStack's last community release; another image by {@code -Dnoticeboard.localstack.image=…}. */
    private static final String IMAGE = "localstack/localstack:4.14";

    /** Begins the ids of all runs of these tests. */
    static final String RUNS = "nbit-";

    private final CloudKind kind;
    private final String name;
    private final RunTag run;
    private final Map<String, String> environment;
    private final Function<ExecutionInterceptor[], AwsClients> connect;
    private final AwsClients clients;
    private final AwsAgentClients agentClients;
    private final AutoCloseable beneath;
    private final AtomicInteger named = new AtomicInteger();

    private TestCloud(
            CloudKind kind,
            String name,
            RunTag run,
            Map<String, String> environment,
            Function<ExecutionInterceptor[], AwsClients> connect,
            AwsAgentClients agentClients,
            AutoCloseable beneath) {
        this.kind = kind;
        this.name = name;
        this.run = run;
        this.environment = environment;
        this.connect = connect;
        this.clients = connect.apply(new ExecutionInterceptor[] {new AwsRunTagging(run)});
        this.agentClients = agentClients;
        this.beneath = beneath;
        System.out.println("integration tests run against " + name + ", as " + RunTag.KEY + "=" + run.run());
    }

    /** The one of this run, started when the first test asks for it and stopped after the last. */
    static TestCloud shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(TestCloud.class, key -> preferred(), TestCloud.class);
    }

    private static TestCloud preferred() {
        Optional<CloudTarget> asked = CloudTarget.asked();
        if (asked.isPresent()) {
            URI endpoint = asked.get().endpoint();
            return endpoint == null ? account(String.valueOf(asked.get().account())) : at(endpoint);
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return localStack();
        }
        System.out.println("SKIPPED: LocalStack, because there is no Docker engine");
        return embedded();
    }

    /** Whatever listens there. */
    static TestCloud at(URI endpoint) {
        CloudKind kind = CloudKind.at(endpoint);
        return at(kind, kind + " at " + endpoint, endpoint, () -> {});
    }

    private static TestCloud at(CloudKind kind, String name, URI endpoint, AutoCloseable beneath) {
        String region = region().orElse(AwsEndpoints.REGION);
        return new TestCloud(
                kind,
                name,
                newRun(),
                Map.of(
                        CloudTarget.VARIABLE,
                        endpoint.toString(),
                        "AWS_REGION",
                        region,
                        "AWS_ACCESS_KEY_ID",
                        System.getenv().getOrDefault("AWS_ACCESS_KEY_ID", AwsEndpoints.ACCESS_KEY),
                        "AWS_SECRET_ACCESS_KEY",
                        System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", AwsEndpoints.SECRET_KEY)),
                interceptors -> AwsClients.at(endpoint, region, interceptors),
                AwsAgentClients.connect(region, endpoint, endpoint),
                beneath);
    }

    private static Optional<String> region() {
        return Optional.ofNullable(System.getenv("AWS_REGION")).filter(r -> !r.isBlank());
    }

    /** An account of AWS, after it has shown its number. */
    private static TestCloud account(String number) {
        String region = region().orElseThrow(() ->
                new IllegalArgumentException("a run in an account needs AWS_REGION, such as eu-central-1"));
        RunTag run = newRun();
        AwsClients agents = AwsClients.ofAccount(region);
        TestCloud cloud = new TestCloud(
                CloudKind.ACCOUNT,
                "the account " + number + " in " + region,
                run,
                Map.of("AWS_REGION", region),
                interceptors -> AwsClients.ofAccount(region, interceptors),
                AwsAgentClients.of(agents.dynamoDb(), agents.sqs()),
                agents);
        AwsAccount.require(cloud.clients(), run, number);
        return cloud;
    }

    private static TestCloud localStack() {
        String image = System.getProperty("noticeboard.localstack.image", IMAGE);
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("dynamodb", "dynamodbstreams", "sqs", "sns");
        container.start();
        return at(CloudKind.LOCALSTACK, "LocalStack (" + image + ")", container.getEndpoint(), container);
    }

    /** The embedded default. */
    static TestCloud embedded() {
        AwsEmulators emulators = AwsEmulators.start(AwsEmulators.Options.inMemory());
        AwsEndpoints endpoints = emulators.endpoints();
        return new TestCloud(
                CloudKind.EMBEDDED,
                CloudKind.EMBEDDED.toString(),
                newRun(),
                endpoints.environment(),
                interceptors -> AwsClients.of(endpoints, interceptors),
                AwsAgentClients.connect(AwsEndpoints.REGION, endpoints.dynamoDb(), endpoints.sqs()),
                emulators);
    }

    /** The day is for the eyes of whoever finds leftovers; the rest, 40 random bits, tells runs apart. */
    static RunTag newRun() {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneOffset.UTC));
        long random = new SecureRandom().nextLong() & 0xffffffffffL;
        return new RunTag(RUNS + day + "-" + String.format("%010x", random));
    }

    CloudKind kind() {
        return kind;
    }

    RunTag run() {
        return run;
    }

    /** DynamoDB Local has no tags: there a table is found by no run, and stays until the emulator ends. */
    boolean tagsTables() {
        return kind != CloudKind.EMBEDDED;
    }

    /** A name that nothing else of this run has; at most 37 characters. */
    String newName() {
        return run.run() + "-" + named.incrementAndGet();
    }

    /** What points another process here, beside the environment of this one. */
    Map<String, String> environment() {
        return environment;
    }

    AwsClients clients() {
        return clients;
    }

    AwsAgentClients agentClients() {
        return agentClients;
    }

    /** Clients of somebody else at the same endpoint: of another run, or of none. The caller closes them. */
    AwsClients connect(ExecutionInterceptor... interceptors) {
        return connect.apply(interceptors);
    }

    /** The embedded emulators, if it is those: only they can be told to fail. */
    Optional<AwsEmulators> emulators() {
        return beneath instanceof AwsEmulators emulators ? Optional.of(emulators) : Optional.empty();
    }

    /** Takes away what the run made, and says so where somebody else keeps the endpoint. */
    @Override
    public void close() {
        @Nullable RuntimeException failed = null;
        try {
            if (kind != CloudKind.EMBEDDED) {
                AwsRuns runs = new AwsRuns(clients);
                List<AwsRuns.Thing> removed = runs.remove(run, thing -> {});
                System.out.println("the run " + run.run() + " is over; " + removed.size()
                        + " things of its own were left and removed");
            }
        } catch (RuntimeException e) {
            failed = e;
        }
        agentClients.close();
        clients.close();
        try {
            beneath.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " did not stop", e);
        }
        if (failed != null) {
            throw new IllegalStateException(
                    "what the run " + run.run() + " made could not be removed; see localstack/bootstrap list", failed);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
