package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The API: a REST API with every route of the contract, since only REST APIs know IAM authorisation by path together with request validation. All
 * media types are text and paths are handed on as they were sent, so that the handlers see, and refuse, what is encoded (docs/access.md).
 */
public final class BoardApi extends Construct {
    /** Of an entry of the access log. No query string, which may hold reasons, no header and no body. */
    private static final Map<String, String> LOGGED = Map.ofEntries(
            Map.entry("at", AccessLogField.contextRequestTime()),
            Map.entry("requestId", AccessLogField.contextRequestId()),
            Map.entry("traceId", AccessLogField.contextXrayTraceId()),
            Map.entry("caller", AccessLogField.contextIdentityUserArn()),
            Map.entry("sourceIp", AccessLogField.contextIdentitySourceIp()),
            Map.entry("method", AccessLogField.contextHttpMethod()),
            Map.entry("path", AccessLogField.contextPath()),
            Map.entry("status", AccessLogField.contextStatus()),
            Map.entry("error", AccessLogField.contextErrorResponseType()),
            Map.entry("latencyMillis", AccessLogField.contextResponseLatency()),
            Map.entry("functionMillis", AccessLogField.contextIntegrationLatency()),
            Map.entry("bytes", AccessLogField.contextResponseLength()));

    private final RestApi api;
    private final LogGroup accessLog;
    private final @Nullable InterfaceVpcEndpoint privately;
    private final @Nullable BoardDomain domain;

    BoardApi(Construct scope, String prefix, BoardFunctions functions, @Nullable BoardVpc vpc, NoticeboardProps props) {
        super(scope, "Api");
        this.accessLog = LogGroup.Builder.create(this, "AccessLog")
                .retention(props.logRetention())
                .removalPolicy(props.removalPolicy())
                .build();
        this.privately = vpc == null ? null : vpc.api().orElse(null);
        RestApi.Builder rest = RestApi.Builder.create(this, "Rest");
        if (privately == null) {
            rest.endpointTypes(List.of(EndpointType.REGIONAL));
        } else {
            PrivateApi.only(rest, privately);
        }
        this.api = rest.restApiName(prefix)
                .description("Noticeboard " + prefix)
                .disableExecuteApiEndpoint(props.domain().isPresent() ? true : null)
                .cloudWatchRole(props.apiLogsRole())
                // A setting of the whole account: other APIs may rely on it.
                .cloudWatchRoleRemovalPolicy(props.apiLogsRole() ? RemovalPolicy.RETAIN : null)
                .deployOptions(StageOptions.builder()
                        .stageName(props.stageName())
                        .accessLogDestination(new LogGroupLogDestination(accessLog))
                        .accessLogFormat(AccessLogFormat.custom(accessLogFormat()))
                        // Errors only and no data: API Gateway's own log could hold bodies otherwise.
                        .loggingLevel(MethodLoggingLevel.ERROR)
                        .dataTraceEnabled(false)
                        .metricsEnabled(true)
                        .tracingEnabled(true)
                        .throttlingRateLimit(props.requestsPerSecond())
                        .throttlingBurstLimit(props.burst())
                        .build())
                .build();
        new ApiRoutes(this, api).add(functions);
        new GatewayProblems(api);
        this.domain =
                props.domain().map(wanted -> new BoardDomain(this, api, wanted)).orElse(null);
        for (Handler handler : ApiRoutes.servers()) {
            functions
                    .alias(handler)
                    .addPermission(
                            "Api",
                            Permission.builder()
                                    .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                                    .sourceArn(api.arnForExecuteApi("*", "/*", props.stageName()))
                                    .build());
        }
    }

    private static String accessLogFormat() {
        return LOGGED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Says why this is as it is where cdk-nag would have it otherwise. */
    void suppress() {
        api.getMethods()
                .forEach(method -> Nag.write(
                        method,
                        List.of(Nag.rule(
                                "AwsSolutions-COG4", "IAM authorises every route; there are no user pools."))));
        Nag.write(
                api.getDeploymentStage(),
                List.of(
                        Nag.rule(
                                "AwsSolutions-APIG3",
                                "Who is not authorised by IAM gets no further than API Gateway, and the stage throttles; a web ACL can be associated from outside.")));
        IConstruct role = api.getNode().tryFindChild("CloudWatchRole");
        if (role != null) {
            Nag.write(
                    role,
                    List.of(
                            Nag.rule(
                                    "AwsSolutions-IAM4",
                                    "API Gateway's documentation asks for this managed policy; the role is a setting of the account.")));
        }
    }

    /** The API. */
    public RestApi rest() {
        return api;
    }

    /** Where each request leaves a line. */
    public LogGroup accessLog() {
        return accessLog;
    }

    /** The API's own name; empty where it has none. */
    public Optional<BoardDomain> domain() {
        return Optional.ofNullable(domain);
    }

    /** Where the admin commands and agents find it, without a slash at the end: its own name, or the VPC's for it, or the region's. */
    public String endpoint() {
        if (domain != null) {
            return "https://" + domain.domain().getDomainName();
        }
        Stack stack = Stack.of(this);
        String host = privately == null ? api.getRestApiId() : api.getRestApiId() + "-" + privately.getVpcEndpointId();
        return "https://" + host + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix() + "/"
                + api.getDeploymentStage().getStageName();
    }
}
