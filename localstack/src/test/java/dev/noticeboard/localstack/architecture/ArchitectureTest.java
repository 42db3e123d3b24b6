package dev.noticeboard.localstack.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directions of design.md section 8, held against the bytecode of all modules. */
class ArchitectureTest {
    private static final List<String> ADAPTERS = List.of("DynamoDb", "Sns", "Sqs", "Kms", "SigV4", "Aws");

    private static final List<String> MODULES =
            List.of("schemas", "functions", "flags", "agent", "cli", "cdk", "localstack");

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("dev.noticeboard");
        for (String module : MODULES) {
            assertFalse(
                    product.that(DescribedPredicate.describe(
                                    module, c -> c.getPackageName().startsWith("dev.noticeboard." + module)))
                            .isEmpty(),
                    "the module " + module + " is on the class path, or the rules below hold for nothing");
        }
    }

    @Test
    void functionsAndAgent_whenEitherChanges_doNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.noticeboard.functions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.agent..",
                        "dev.noticeboard.flags..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.cdk..",
                        "dev.noticeboard.localstack..")
                .because("a host and the functions are deployed apart and meet only in the contract of schemas")
                .check(product);
        noClasses()
                .that()
                .resideInAPackage("dev.noticeboard.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.functions..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.cdk..",
                        "dev.noticeboard.localstack..")
                .because("what runs beside an application carries nothing of the server's side")
                .check(product);
    }

    @Test
    void schemasAndFlags_whenUsedByAll_knowNoneOfThem() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.noticeboard.schemas..", "dev.noticeboard.flags..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.functions..",
                        "dev.noticeboard.agent..",
                        "dev.noticeboard.openfeature..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.cdk..",
                        "dev.noticeboard.localstack..")
                .because("the contract stands below both sides")
                .check(product);
    }

    @Test
    void cli_whenItWrites_goesThroughTheApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.noticeboard.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.functions..",
                        "dev.noticeboard.agent..",
                        "dev.noticeboard.cdk..",
                        "dev.noticeboard.localstack..",
                        "software.amazon.awssdk..")
                .because("an admin may do what the API allows, and nothing beside it")
                .check(product);
    }

    @Test
    void cdk_whenItDeploys_knowsTheFunctionsAndTheContractOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.noticeboard.cdk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.agent..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.localstack..",
                        "software.amazon.awssdk..")
                .because("a deployment holds no agent, no command line and no emulator, and calls nothing")
                .check(product);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.noticeboard.cdk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.noticeboard.cdk..", "software.amazon.awscdk..", "software.constructs..")
                .because("what runs needs no Node.js and no construct library: only tests look at what is deployed")
                .check(product);
    }

    @Test
    void awsSdk_whenUsed_isImportedByAdaptersOnly() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are no adapters (named DynamoDb…, Sns…, Sqs…, Kms…, SigV4… or Aws…)",
                        ArchitectureTest::noAdapter))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("names, values, validation, sync and snapshots stay plain Java that runs without AWS")
                .check(product);
    }

    @Test
    void packages_whenNamed_beginWithTheProject() {
        classes()
                .should()
                .resideInAPackage("dev.noticeboard..")
                .because("the modules are one project")
                .check(product);
    }

    @Test
    void packages_whenTheyUseEachOther_formNoCycle() {
        for (String module : List.of("schemas", "functions", "agent", "cli", "localstack")) {
            slices().matching("dev.noticeboard." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("the path of a change runs one way through the folders")
                    .check(product);
        }
    }

    @Test
    void nettyAndApache_whenFunctionsOrAgentSendRequests_areNotUsed() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.noticeboard.functions..", "dev.noticeboard.agent..", "dev.noticeboard.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "org.apache.http..", "org.apache.hc..")
                .because("both artefacts stay small and start fast")
                .check(product);
    }

    private static boolean noAdapter(JavaClass c) {
        JavaClass outer = c;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        String name = outer.getSimpleName();
        return ADAPTERS.stream().noneMatch(name::startsWith);
    }
}
