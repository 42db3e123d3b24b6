package dev.noticeboard.cdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The direction of design.md section 8: {@code schemas <- functions <- cdk}, and nothing of AWS's clients here. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.noticeboard.cdk");

    @Test
    void construct_whenItDeploys_knowsSchemasAndFunctionsOnly() {
        assertTrue(PRODUCT.contain(Noticeboard.class), "the rules below hold for something");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.noticeboard.agent..",
                        "dev.noticeboard.cli..",
                        "dev.noticeboard.localstack..",
                        "software.amazon.awssdk..",
                        "io.github.cdklabs..")
                .because("who deploys a board needs the CDK and nothing else")
                .check(PRODUCT);
    }
}
