package dev.noticeboard.openfeature;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the provider may know: the agent, the evaluator and OpenFeature's SDK. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.noticeboard.openfeature");

    @Test
    void provider_whenItEvaluates_knowsNeitherServerNorAws() {
        assertTrue(PRODUCT.contain(NoticeboardProvider.class), "the rules below hold for something");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.functions..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.cdk..",
                        "dev.noticeboard.localstack..",
                        "dev.noticeboard.agent.daemon..",
                        "software.amazon.awssdk..")
                .because("an application that asks for flags carries nothing of the server's side")
                .check(PRODUCT);
    }

    @Test
    void api_whenPublic_isTheProviderAndItsOptions() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveSimpleName("NoticeboardProvider")
                .orShould()
                .haveSimpleName("ProviderOptions")
                .because("the rest may change from release to release")
                .check(PRODUCT);
    }
}
