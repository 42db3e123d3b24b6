package dev.noticeboard.cdk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** The endpoints by which agents in a VPC without internet access reach the board (decision 53). The functions are in no VPC. */
public final class BoardVpc extends Construct {
    private static final int HTTPS = 443;

    private final IVpc vpc;
    private final Set<VpcService> services;
    private final @Nullable InterfaceVpcEndpoint api;

    BoardVpc(Construct scope, IVpc vpc, Set<VpcService> services) {
        super(scope, "Vpc");
        this.vpc = vpc;
        this.services = services;
        if (services.contains(VpcService.DYNAMODB)) {
            GatewayVpcEndpoint.Builder.create(this, "DynamoDb")
                    .vpc(vpc)
                    .service(GatewayVpcEndpointAwsService.DYNAMODB)
                    .build();
        }
        SecurityGroup group = services.equals(Set.of(VpcService.DYNAMODB)) ? null : group();
        if (group != null && services.contains(VpcService.SQS)) {
            endpoint("Sqs", InterfaceVpcEndpointAwsService.SQS, group, true);
        }
        // Private DNS would take all of API Gateway's names in the VPC, those of other public APIs too; the API's own
        // name with the endpoint needs none.
        this.api = group != null && services.contains(VpcService.API)
                ? endpoint("ExecuteApi", InterfaceVpcEndpointAwsService.APIGATEWAY, group, false)
                : null;
    }

    private SecurityGroup group() {
        SecurityGroup group = SecurityGroup.Builder.create(this, "Endpoints")
                .vpc(vpc)
                .description("Noticeboard: HTTPS from the VPC to SQS and API Gateway")
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(Peer.ipv4(vpc.getVpcCidrBlock()), Port.tcp(HTTPS), "agents of the VPC");
        return group;
    }

    private InterfaceVpcEndpoint endpoint(
            String id, InterfaceVpcEndpointAwsService service, SecurityGroup group, boolean privateDns) {
        return InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .securityGroups(List.of(group))
                .open(false)
                .privateDnsEnabled(privateDns)
                .build();
    }

    void suppress() {
        Optional.ofNullable(getNode().tryFindChild("Endpoints"))
                .ifPresent(group -> Nag.write(
                        group,
                        List.of(Nag.rule(
                                "CdkNagValidationFailure",
                                "The range of addresses is the VPC's own, which is known only when it is deployed."))));
    }

    /** What agents reach through it. */
    public Set<VpcService> services() {
        return services;
    }

    /** API Gateway's endpoint; empty where the API is public. */
    public Optional<InterfaceVpcEndpoint> api() {
        return Optional.ofNullable(api);
    }
}
