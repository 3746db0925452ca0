package dev.globaltable.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way this module leans: on the core, the SDK's model, and Netty. */
class ModuleArrowsTests {

    private static final JavaClasses MODULES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.globaltable");

    @Test
    void theEndpointStandsOnTheCoreTheSdkAndNettyAlone() {
        classes()
                .that()
                .resideInAPackage("dev.globaltable.http..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.globaltable",
                        "dev.globaltable.http..",
                        "dev.globaltable.protocol..",
                        "dev.globaltable.error..",
                        "dev.globaltable.history..",
                        "dev.globaltable.item..",
                        "dev.globaltable.replication..",
                        "dev.globaltable.time..",
                        "dev.globaltable.timeline..",
                        "software.amazon.awssdk..",
                        "io.netty..",
                        "org.jspecify..",
                        "java..")
                .check(MODULES);
    }

    @Test
    void theCoreKnowsNothingOfTheEndpoint() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.globaltable.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.globaltable.http..", "io.netty..")
                .check(MODULES);
    }

    @Test
    void noTwoPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.globaltable.(*)..").should().beFreeOfCycles().check(MODULES);
    }
}
