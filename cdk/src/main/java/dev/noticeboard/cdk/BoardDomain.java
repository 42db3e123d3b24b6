package dev.noticeboard.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.apigateway.BasePathMapping;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.ApiGatewayDomain;
import software.constructs.Construct;

/** The API under a name of one's own. The whole name is the board's: API Gateway would hand a base path on to the functions as part of the path. */
public final class BoardDomain extends Construct {
    private final DomainName domain;

    /**
     * The name.
     *
     * @param certificate of the same region
     * @param zone where the name is entered; null where somebody else does that
     */
    record Wanted(
            String name, ICertificate certificate, @Nullable IHostedZone zone) {}

    BoardDomain(Construct scope, RestApi api, Wanted wanted) {
        super(scope, "Domain");
        this.domain = DomainName.Builder.create(this, "Name")
                .domainName(wanted.name())
                .certificate(wanted.certificate())
                .endpointType(EndpointType.REGIONAL)
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        BasePathMapping.Builder.create(this, "Mapping")
                .domainName(domain)
                .restApi(api)
                .stage(api.getDeploymentStage())
                .build();
        IHostedZone zone = wanted.zone();
        if (zone != null) {
            ARecord.Builder.create(this, "Record")
                    .zone(zone)
                    .recordName(wanted.name() + ".")
                    .target(RecordTarget.fromAlias(new ApiGatewayDomain(domain)))
                    .build();
        }
    }

    /** The name in API Gateway; its alias is what the DNS must lead to. */
    public DomainName domain() {
        return domain;
    }
}
