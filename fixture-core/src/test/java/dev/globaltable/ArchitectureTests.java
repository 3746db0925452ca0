package dev.globaltable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.globaltable");

    @Test
    void noTwoPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.globaltable.(*)..").should().beFreeOfCycles().check(core);
    }

    @Test
    void theCoreStandsOnTheSdkAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.globaltable..", "software.amazon.awssdk..", "java..", "org.jspecify..")
                .check(core);
    }

    @Test
    void packagesLeanAsTheDesignDrawsThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root")
                .definedBy("dev.globaltable")
                .layer("replication")
                .definedBy("dev.globaltable.replication..")
                .layer("operation")
                .definedBy("dev.globaltable.operation..")
                .layer("control")
                .definedBy("dev.globaltable.control..")
                .layer("access")
                .definedBy("dev.globaltable.access..")
                .layer("expiry")
                .definedBy("dev.globaltable.expiry..")
                .layer("backup")
                .definedBy("dev.globaltable.backup..")
                .layer("dax")
                .definedBy("dev.globaltable.dax..")
                .layer("check")
                .definedBy("dev.globaltable.check..")
                .layer("history")
                .definedBy("dev.globaltable.history..")
                .layer("stream")
                .definedBy("dev.globaltable.stream..")
                .layer("table")
                .definedBy("dev.globaltable.table..")
                .layer("expression")
                .definedBy("dev.globaltable.expression..")
                .layer("item")
                .definedBy("dev.globaltable.item..")
                .layer("error")
                .definedBy("dev.globaltable.error..")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("replication")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("backup")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("root", "backup")
                .whereLayer("dax")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("operation")
                .mayOnlyBeAccessedByLayers("root", "control", "access", "backup", "dax")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("root", "control")
                .whereLayer("expiry")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("root", "replication", "expiry", "backup", "dax", "check")
                .whereLayer("check")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stream")
                .mayOnlyBeAccessedByLayers("root", "operation")
                .whereLayer("table")
                .mayOnlyBeAccessedByLayers(
                        "root",
                        "replication",
                        "operation",
                        "control",
                        "access",
                        "expiry",
                        "backup",
                        "dax",
                        "history",
                        "stream")
                .whereLayer("expression")
                .mayOnlyBeAccessedByLayers("operation", "access")
                .whereLayer("item")
                .mayOnlyBeAccessedByLayers(
                        "root",
                        "replication",
                        "operation",
                        "control",
                        "access",
                        "expiry",
                        "backup",
                        "dax",
                        "check",
                        "history",
                        "stream",
                        "table",
                        "expression")
                .check(core);
    }
}
