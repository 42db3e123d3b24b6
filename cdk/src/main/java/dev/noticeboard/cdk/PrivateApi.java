package dev.noticeboard.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * An API that one VPC endpoint alone reaches. Its policy names the account, not everybody: who is named there is allowed without a policy of his own
 * (source: API Gateway Developer Guide, "API Gateway authorization flow", same account), and grants by path would be void; the account as a whole
 * only hands the decision on to its policies.
 */
final class PrivateApi {
    static void only(RestApi.Builder api, InterfaceVpcEndpoint endpoint) {
        Map<String, String> here = Map.of("aws:SourceVpce", endpoint.getVpcEndpointId());
        api.endpointConfiguration(EndpointConfiguration.builder()
                        .types(List.of(EndpointType.PRIVATE))
                        .vpcEndpoints(List.of(endpoint))
                        .build())
                .policy(PolicyDocument.Builder.create()
                        .statements(List.of(
                                statement(Effect.ALLOW, new AccountRootPrincipal(), "StringEquals", here),
                                statement(Effect.DENY, new AnyPrincipal(), "StringNotEquals", here)))
                        .build());
    }

    private static PolicyStatement statement(
            Effect effect, IPrincipal who, String operator, Map<String, String> condition) {
        return PolicyStatement.Builder.create()
                .effect(effect)
                .principals(List.of(who))
                .actions(List.of("execute-api:Invoke"))
                .resources(List.of("execute-api:/*"))
                .conditions(Map.of(operator, condition))
                .build();
    }

    private PrivateApi() {}
}
