package dev.globaltable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the modules lean: junit-extension on sdk-interceptor on fixture-core. */
class ModuleArrowsTests {

    private static final JavaClasses MODULES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.globaltable");

    @Test
    void theCoreKnowsNothingOfWhatStandsOnIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.globaltable.sdk..", "dev.globaltable.junit..", "dev.globaltable.assertj..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.globaltable.sdk..",
                        "dev.globaltable.junit..",
                        "dev.globaltable.assertj..",
                        "net.bytebuddy..",
                        "org.junit..",
                        "org.assertj..")
                .check(MODULES);
    }

    @Test
    void theInterceptorStandsOnTheCoreTheSdkAndByteBuddyAlone() {
        classes()
                .that()
                .resideInAPackage("dev.globaltable.sdk..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.globaltable",
                        "dev.globaltable.sdk..",
                        "dev.globaltable.protocol..",
                        "dev.globaltable.error..",
                        "software.amazon.awssdk..",
                        "net.bytebuddy..",
                        "org.reactivestreams..",
                        "org.jspecify..",
                        "java..")
                .check(MODULES);
    }

    @Test
    void onlyTheInterceptorKnowsByteBuddyAndOnlyTheExtensionJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.globaltable.sdk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.bytebuddy..")
                .check(MODULES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.globaltable.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(MODULES);
    }

    @Test
    void noTwoPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.globaltable.(*)..").should().beFreeOfCycles().check(MODULES);
    }
}
