package dev.noticeboard.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.access.IamSimulator;
import dev.noticeboard.functions.access.IamSimulator.Question;
import dev.noticeboard.schemas.json.Json;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;

/** The options that add parts: endpoints in a VPC, an own name, an own bus. */
class BoardOptionsTest {
    private static final String CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    private static final String ROUTE =
            "arn:aws:execute-api:eu-west-1:123456789012:api/v1/GET/namespaces/billing/prod/parameters/x";

    private static final Stack PRIVATELY = new Stack(new App(), "privately");
    private static final Stack NAMED = new Stack(new App(), "named");
    private static Noticeboard privately;
    private static Noticeboard named;
    private static Template privateTemplate;
    private static Template namedTemplate;

    private static NoticeboardProps.Builder props() {
        return NoticeboardProps.builder().functionsJar(Synthesized.jar());
    }

    private static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .vpcCidrBlock("10.0.0.0/16")
                        .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                        .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                        .privateSubnetRouteTableIds(List.of("rtb-1", "rtb-2"))
                        .build());
    }

    private static ICertificate certificate(Stack stack) {
        return Certificate.fromCertificateArn(stack, "Certificate", CERTIFICATE);
    }

    @BeforeAll
    static void synthesize() {
        privately = new Noticeboard(
                PRIVATELY,
                "Noticeboard",
                props().vpc(vpc(PRIVATELY), VpcService.DYNAMODB, VpcService.SQS, VpcService.API)
                        .ownEventBus(Duration.ofDays(30))
                        .build());
        Aspects.of(PRIVATELY).add(new AwsSolutionsChecks());
        privateTemplate = Template.fromStack(PRIVATELY);
        named = new Noticeboard(
                NAMED,
                "Noticeboard",
                props().vpc(vpc(NAMED), VpcService.DYNAMODB)
                        .domain(
                                "board.example.com",
                                certificate(NAMED),
                                HostedZone.fromHostedZoneAttributes(
                                        NAMED,
                                        "Zone",
                                        HostedZoneAttributes.builder()
                                                .hostedZoneId("Z1")
                                                .zoneName("example.com")
                                                .build()))
                        .build());
        Aspects.of(NAMED).add(new AwsSolutionsChecks());
        namedTemplate = Template.fromStack(NAMED);
    }

    @Test
    void vpc_whenGiven_hasTheEndpointsThatAgentsCallAndNoOther() {
        privateTemplate.resourceCountIs("AWS::EC2::VPCEndpoint", 3);
        privateTemplate.hasResourceProperties(
                "AWS::EC2::VPCEndpoint",
                Map.of("VpcEndpointType", "Gateway", "VpcId", "vpc-1", "RouteTableIds", List.of("rtb-1", "rtb-2")));
        privateTemplate.hasResourceProperties(
                "AWS::EC2::VPCEndpoint",
                Map.of("VpcEndpointType", "Interface", "ServiceName", Match.anyValue(), "PrivateDnsEnabled", true));
        privateTemplate.hasResourceProperties(
                "AWS::EC2::SecurityGroup",
                Map.of(
                        "SecurityGroupIngress",
                        List.of(Match.objectLike(Map.of(
                                "CidrIp", "10.0.0.0/16", "FromPort", 443, "ToPort", 443, "IpProtocol", "tcp")))));
        namedTemplate.resourceCountIs("AWS::EC2::VPCEndpoint", 1);
        namedTemplate.resourceCountIs("AWS::EC2::SecurityGroup", 0);
    }

    @Test
    void api_whenInTheVpc_isPrivateAndFoundByTheEndpointsName() {
        privateTemplate.hasResourceProperties(
                "AWS::ApiGateway::RestApi",
                Map.of(
                        "EndpointConfiguration",
                        Map.of("Types", List.of("PRIVATE"), "VpcEndpointIds", Match.anyValue())));
        String endpoint = String.valueOf(PRIVATELY.resolve(privately.api().endpoint()));
        assertTrue(endpoint.contains("ExecuteApi") && endpoint.contains(".execute-api."), endpoint);
    }

    /** Design, section 6: a grant by path must hold on a private API too. */
    @Test
    void privateApi_whenAskedByIamsRules_allowsWhoIsGrantedFromTheEndpointOnly() {
        Map<String, Object> policy = privatePolicy();
        Map<String, Object> grant = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of("Effect", "Allow", "Action", "execute-api:Invoke", "Resource", ROUTE)));
        Map<String, Object> nothing = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of("Effect", "Allow", "Action", "sqs:SendMessage", "Resource", "*")));
        Map<Question, Boolean> expected = new LinkedHashMap<>();
        expected.put(question("granted", "vpce-here"), true);
        expected.put(question("granted", "vpce-elsewhere"), false);
        expected.put(question("stranger", "vpce-here"), false);
        Optional<Map<Question, Boolean>> answers =
                IamSimulator.ask(Map.of("granted", grant, "stranger", nothing, "api", policy), expected.keySet());
        Assumptions.assumeTrue(answers.isPresent(), "no IAM simulator");
        assertEquals(expected, answers.get());
    }

    private static Question question(String who, String endpoint) {
        return new Question(
                List.of(who), "execute-api:Invoke", ROUTE, Map.of("aws:SourceVpce", List.of(endpoint)), "api");
    }

    /** The template's policy with the endpoint's id, the account and the API in the place of references. */
    private static Map<String, Object> privatePolicy() {
        Map<String, Map<String, Object>> apis = privateTemplate.findResources("AWS::ApiGateway::RestApi");
        String text = Json.tree(Json.write(apis))
                .properties()
                .iterator()
                .next()
                .getValue()
                .path("Properties")
                .path("Policy")
                .toString()
                .replaceAll("\\{\"Ref\":\"[^\"]*ExecuteApi[^\"]*\"\\}", "\"vpce-here\"")
                .replaceAll(
                        "\\{\"Fn::Join\":\\[\"\",\\[\"arn:\",\\{\"Ref\":\"AWS::Partition\"\\},\":iam::\",\\{\"Ref\":\"AWS::AccountId\"\\},\":root\"\\]\\]\\}",
                        "\"arn:aws:iam::123456789012:root\"")
                .replace("\"execute-api:/*\"", "\"arn:aws:execute-api:eu-west-1:123456789012:api/*\"");
        assertTrue(!text.contains("Ref"), text);
        return Json.toMap(Json.tree(text));
    }

    @Test
    void bus_whenOwn_isTheOneThatFunctionsTellAndIsArchived() {
        privateTemplate.hasResourceProperties("AWS::Events::EventBus", Map.of("Name", "privately"));
        privateTemplate.hasResourceProperties("AWS::Events::Archive", Map.of("RetentionDays", 30));
        privateTemplate.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of(
                                        "NOTICEBOARD_EVENT_BUS",
                                        Map.of(
                                                "Fn::GetAtt",
                                                List.of(Match.stringLikeRegexp("NoticeboardBus.*"), "Arn")))))));
        assertTrue(privately.bus().isPresent());
        assertTrue(named.bus().isEmpty());
    }

    @Test
    void domain_whenGiven_isTheOnlyNameOfTheApi() {
        namedTemplate.hasResourceProperties("AWS::ApiGateway::RestApi", Map.of("DisableExecuteApiEndpoint", true));
        namedTemplate.hasResourceProperties(
                "AWS::ApiGateway::DomainName",
                Map.of(
                        "DomainName",
                        "board.example.com",
                        "RegionalCertificateArn",
                        CERTIFICATE,
                        "SecurityPolicy",
                        "TLS_1_2",
                        "EndpointConfiguration",
                        Map.of("Types", List.of("REGIONAL"))));
        namedTemplate.hasResourceProperties(
                "AWS::ApiGateway::BasePathMapping", Map.of("Stage", Match.anyValue(), "BasePath", Match.absent()));
        namedTemplate.hasResourceProperties(
                "AWS::Route53::RecordSet", Map.of("Name", "board.example.com.", "Type", "A", "HostedZoneId", "Z1"));
        String endpoint = String.valueOf(NAMED.resolve(named.api().endpoint()));
        assertTrue(endpoint.contains("https://") && endpoint.contains("NoticeboardApiDomain"), endpoint);
        Synthesized.TEMPLATE.hasResourceProperties(
                "AWS::ApiGateway::RestApi",
                Map.of(
                        "DisableExecuteApiEndpoint",
                        Match.absent(),
                        "EndpointConfiguration",
                        Map.of("Types", List.of("REGIONAL"))));
    }

    @Test
    void options_whenChecked_leaveCdkNagWithoutFindings() {
        for (Stack stack : List.of(PRIVATELY, NAMED)) {
            Annotations said = Annotations.fromStack(stack);
            said.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
            said.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*|CdkNagValidationFailure.*"));
        }
    }

    @Test
    void options_whenTheyContradict_areRefusedByName() {
        Stack stack = new Stack(new App(), "wrong");
        IVpc vpc = vpc(stack);
        ICertificate certificate = certificate(stack);
        for (Map.Entry<String, Runnable> wrong : Map.<String, Runnable>of(
                        "domain",
                                () -> props().vpc(vpc, VpcService.API)
                                        .domain("a.example.com", certificate)
                                        .build(),
                        "the option domain must be a host", () -> props().domain("https://a.example.com", certificate),
                        "vpc", () -> props().vpc(vpc),
                        "ownEventBus must be archived", () -> props().ownEventBus(Duration.ofHours(1)),
                        "ownEventBus must be left out",
                                () -> props().ownEventBus(Duration.ofDays(1))
                                        .eventBus(EventBus.fromEventBusName(stack, "Bus", "b"))
                                        .build())
                .entrySet()) {
            String said = String.valueOf(assertThrows(IllegalArgumentException.class, wrong.getValue()::run)
                    .getMessage());
            assertTrue(said.contains(wrong.getKey()), said);
        }
    }
}
